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

    /// <summary>Waits for the next one that fits, past those that do not.</summary>
    public async Task<T> NextAsync(Func<T, bool> fits)
    {
        while (true)
        {
            if (await NextAsync() is var item && fits(item)) return item;
        }
    }

    public int Waiting => _items.Reader.Count;
}
