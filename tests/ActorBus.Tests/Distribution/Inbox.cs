using System.Threading.Channels;

namespace ActorBus.Tests.Distribution;

/// <summary>What handlers of a test got, in order; waiting is by signal.</summary>
internal sealed class Inbox<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();

    public void Add(T item) => _items.Writer.TryWrite(item);

    public async Task<T> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _items.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing more came within {Patience}.");
        }
    }

    public async Task<IReadOnlyList<T>> TakeAsync(int count)
    {
        var taken = new List<T>(count);
        while (taken.Count < count) taken.Add(await NextAsync());
        return taken;
    }

    public int Waiting => _items.Reader.Count;
}
