using System.Threading.Channels;

namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>Keeps what a callback gets, to be awaited with a deadline.</summary>
internal sealed class Inbox<T>
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();

    public int Waiting => _items.Reader.Count;

    public void Add(T item) => _items.Writer.TryWrite(item);

    public async Task<T> NextAsync(TimeSpan? patience = null) => await _items.Reader.ReadAsync().AsTask().WaitAsync(patience ?? Rabbit.Patience);

    /// <summary>The next one of a kind; others before it are dropped.</summary>
    public async Task<TKind> NextAsync<TKind>(TimeSpan? patience = null)
        where TKind : T
    {
        while (true)
        {
            if (await NextAsync(patience) is TKind wanted)
                return wanted;
        }
    }
}
