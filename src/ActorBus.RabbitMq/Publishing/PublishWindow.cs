namespace ActorBus.RabbitMq.Publishing;

/// <summary>The unanswered publishes of one channel, by their sequence number on that channel.</summary>
/// <remarks>
/// The broker numbers publishes from 1 as they arrive, and so does the window; it is used by a single writer. The ring is larger than the number of
/// outstanding publishes, so that one slow answer does not block those behind it.
/// </remarks>
internal sealed class PublishWindow
{
    private const int Width = 4096;

    private readonly PendingPublish?[] _ring = new PendingPublish?[Width];
    private readonly int _maxCount;
    private readonly long _maxBytes;
    private ulong _oldest = 1;
    private ulong _next = 1;
    private long _bytes;

    public PublishWindow(int maxCount, long maxBytes)
    {
        _maxCount = maxCount;
        _maxBytes = maxBytes;
    }

    public int Count { get; private set; }

    /// <summary>The publish that has waited longest; null when none waits.</summary>
    public PendingPublish? Oldest => Count == 0 ? null : _ring[Slot(_oldest)];

    /// <summary>The waiting publishes, in the order in which they were sent.</summary>
    public IEnumerable<PendingPublish> All
    {
        get
        {
            for (var number = _oldest; number < _next; number++)
            {
                if (_ring[Slot(number)] is { } pending)
                    yield return pending;
            }
        }
    }

    public bool HasRoomFor(PendingPublish pending) =>
        Count == 0 || (Count < _maxCount && _bytes + pending.Size <= _maxBytes && _next - _oldest < Width);

    /// <summary>Adds a publish with the next number.</summary>
    public void Add(PendingPublish pending)
    {
        if (Count == 0)
            _oldest = _next;
        _ring[Slot(_next++)] = pending;
        _bytes += pending.Size;
        Count++;
    }

    /// <summary>Withdraws the last number, because its publish did not reach the wire.</summary>
    public void TakeBackLast()
    {
        _next--;
        Release(_next);
        Advance();
    }

    /// <summary>Removes the publishes that an answer covers.</summary>
    public void Take(ulong number, bool multiple, Action<PendingPublish> use)
    {
        if (number >= _next)
            return;
        for (var each = multiple ? _oldest : Math.Max(number, _oldest); each <= number; each++)
        {
            if (Release(each) is { } pending)
                use(pending);
        }

        Advance();
    }

    /// <summary>Removes the first publish that matches.</summary>
    public PendingPublish? TakeFirst(Predicate<PendingPublish> match)
    {
        for (var number = _oldest; number < _next; number++)
        {
            if (_ring[Slot(number)] is { } pending && match(pending))
            {
                Release(number);
                Advance();
                return pending;
            }
        }

        return null;
    }

    private static int Slot(ulong number) => (int)(number % Width);

    private PendingPublish? Release(ulong number)
    {
        ref var slot = ref _ring[Slot(number)];
        var pending = slot;
        if (pending is null)
            return null;
        slot = null;
        _bytes -= pending.Size;
        Count--;
        return pending;
    }

    private void Advance()
    {
        while (_oldest < _next && _ring[Slot(_oldest)] is null)
            _oldest++;
    }
}
