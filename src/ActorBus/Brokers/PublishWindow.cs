namespace ActorBus.Brokers;

/// <summary>Keeps the unanswered messages of one publish channel by their numbers.</summary>
/// <remarks>
/// Channels number messages from 1, and so does the window; it is used by the single owner of the channel. The ring is larger than the number of
/// outstanding messages, so that one slow answer does not block those behind it.
/// </remarks>
/// <typeparam name="T">What is kept for each message.</typeparam>
/// <param name="maxCount">The maximum number of unanswered messages.</param>
/// <param name="maxBytes">The maximum size of their bodies in bytes; a single one may be larger.</param>
public sealed class PublishWindow<T>(int maxCount, long maxBytes)
    where T : class
{
    private readonly (T? Item, int Size)[] _ring = new (T? Item, int Size)[Math.Max(1024, 4 * maxCount)];
    private ulong _oldest = 1;
    private ulong _next = 1;
    private long _bytes;

    /// <summary>The number of unanswered messages.</summary>
    public int Count { get; private set; }

    /// <summary>The message that has waited longest; null when none waits.</summary>
    public T? Oldest => Count == 0 ? null : _ring[Slot(_oldest)].Item;

    /// <summary>The unanswered messages, in the order in which they were sent.</summary>
    public IEnumerable<T> All
    {
        get
        {
            for (var number = _oldest; number < _next; number++)
            {
                if (_ring[Slot(number)].Item is { } item) yield return item;
            }
        }
    }

    /// <summary>Returns whether another message fits.</summary>
    /// <param name="size">The size of its body in bytes.</param>
    public bool HasRoomFor(int size) => Count == 0 || (Count < maxCount && _bytes + size <= maxBytes && _next - _oldest < (ulong)_ring.Length);

    /// <summary>Adds a message with the next number.</summary>
    /// <param name="item">What is kept for it.</param>
    /// <param name="size">The size of its body in bytes.</param>
    public void Add(T item, int size)
    {
        if (Count == 0) _oldest = _next;
        _ring[Slot(_next++)] = (item, size);
        _bytes += size;
        Count++;
    }

    /// <summary>Withdraws the last number, because the channel did not take the message.</summary>
    public void TakeBackLast()
    {
        _next--;
        Release(_next);
        Advance();
    }

    /// <summary>Removes the messages that an answer covers.</summary>
    /// <param name="number">The number of the message.</param>
    /// <param name="multiple">Whether the answer also covers all earlier messages.</param>
    /// <param name="use">Called for each of them.</param>
    public void Take(ulong number, bool multiple, Action<T> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        if (number >= _next) return;
        for (var each = multiple ? _oldest : Math.Max(number, _oldest); each <= number; each++)
        {
            if (Release(each) is { } item) use(item);
        }

        Advance();
    }

    /// <summary>Removes and returns the first message that matches; null when none does.</summary>
    public T? TakeFirst(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        for (var number = _oldest; number < _next; number++)
        {
            if (_ring[Slot(number)].Item is { } item && match(item))
            {
                Release(number);
                Advance();
                return item;
            }
        }

        return null;
    }

    private int Slot(ulong number) => (int)(number % (ulong)_ring.Length);

    private T? Release(ulong number)
    {
        ref var slot = ref _ring[Slot(number)];
        var (item, size) = slot;
        if (item is null) return null;
        slot = default;
        _bytes -= size;
        Count--;
        return item;
    }

    private void Advance()
    {
        while (_oldest < _next && _ring[Slot(_oldest)].Item is null) _oldest++;
    }
}
