using System.Threading.Channels;

namespace ActorBus.Brokers.Contract;

/// <summary>What a callback was told, for a test to wait for.</summary>
public sealed class Inbox<T>(string what, TimeSpan deadline)
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();
    private int _count;

    /// <summary>How much came so far, taken or not.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Add(T item)
    {
        Interlocked.Increment(ref _count);
        _items.Writer.TryWrite(item);
    }

    /// <summary>The next one.</summary>
    /// <exception cref="TimeoutException">None came within the deadline.</exception>
    public async Task<T> NextAsync()
    {
        using var limit = new CancellationTokenSource(deadline);
        try
        {
            return await _items.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No {what} came within {deadline}; {Count} had come before.");
        }
    }

    /// <summary>The next ones.</summary>
    public async Task<IReadOnlyList<T>> NextAsync(int count)
    {
        var items = new List<T>(count);
        while (items.Count < count) items.Add(await NextAsync());
        return items;
    }
}
