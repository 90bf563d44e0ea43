namespace ActorBus.Actors.Dispatch.MessageQueues;

/// <summary>The queue of an ordinary mailbox: any number of senders, one receiver, no allocation per message.</summary>
/// <remarks>
/// Messages lie in a ring of slots. A sender claims a slot by moving the tail and then fills it; the receiver empties slots in
/// order. A ring that gets too full is closed and a larger one linked behind it, where senders go on. A receiver without work
/// marks the tail: so the claim of a slot tells its sender that it has to wake the receiver, without looking anywhere else.
/// </remarks>
public class UnboundedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private const int FirstSize = 8;
    private const int LargestSize = 1 << 20;

    private readonly Lock _growing = new();
    private MessageRing? _head;
    private MessageRing? _tail;

    /// <inheritdoc/>
    public bool HasMessages
    {
        get
        {
            var ring = Volatile.Read(ref _head);
            return ring is not null && (Volatile.Read(ref ring.At.Tail) & ~MessageRing.AsleepBit) != Volatile.Read(ref ring.At.Head);
        }
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            var count = 0L;
            for (var ring = Volatile.Read(ref _head); ring is not null; ring = Volatile.Read(ref ring.Next))
                count += Math.Max(0, (Volatile.Read(ref ring.At.Tail) & MessageRing.PositionMask) - Volatile.Read(ref ring.At.Head));
            return (int)Math.Min(count, int.MaxValue);
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope) => Add(envelope.Message, envelope.Sender, MessageRing.AsleepBit);

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        var found = TryDequeue(out var message, out var sender);
        envelope = found ? new Envelope(message, sender) : default;
        return found;
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out Envelope envelope))
            deadletters.Enqueue(owner, envelope);
    }

    /// <summary>True while the receiver waits to be woken by the next message.</summary>
    internal bool IsAsleep => Volatile.Read(ref _tail) is { } ring && (Volatile.Read(ref ring.At.Tail) & MessageRing.AsleepBit) != 0;

    /// <summary>Adds a message; true when the receiver was asleep and the caller has to wake it.</summary>
    internal bool Enqueue(object message, IActorRef? sender) => Add(message, sender, 0);

    private bool Add(object message, IActorRef? sender, long kept)
    {
        while (true)
        {
            var ring = Volatile.Read(ref _tail) ?? Begin();
            var tail = Volatile.Read(ref ring.At.Tail);
            var position = tail & ~MessageRing.AsleepBit;
            if (position >= Volatile.Read(ref ring.At.Limit))
            {
                MakeRoom(ring);
                continue;
            }

            // The slot is free: the receiver had emptied it before it moved the head that the limit was computed from.
            if (Interlocked.CompareExchange(ref ring.At.Tail, (position + 1) | (tail & kept), tail) != tail)
                continue;
            ref var slot = ref ring[position];
            slot.Sender = sender;
            Volatile.Write(ref slot.Message, message);
            return tail != position;
        }
    }

    internal bool TryDequeue(out object message, out IActorRef? sender)
    {
        var ring = _head;
        while (ring is not null)
        {
            var position = ring.At.Head;
            ref var slot = ref ring[position];
            var found = Volatile.Read(ref slot.Message);
            if (found is null)
            {
                var tail = Volatile.Read(ref ring.At.Tail);
                if ((tail & ~MessageRing.ClosedBit) == position)
                {
                    if (tail == position)
                        break;
                    ring = NextRing(ring);
                    continue;
                }

                // A sender has claimed the slot and not filled it yet: a few instructions away.
                found = WaitFor(ref slot);
            }

            message = found;
            sender = slot.Sender;
            slot.Sender = null;
            slot.Message = null;
            Volatile.Write(ref ring.At.Head, position + 1);
            return true;
        }

        message = null!;
        sender = null;
        return false;
    }

    /// <summary>The receiver goes to sleep, unless there is a message; a full fence when it does. Owner only.</summary>
    internal bool TrySleep()
    {
        var ring = _head ?? Begin();
        while (true)
        {
            var position = ring.At.Head;
            var tail = Volatile.Read(ref ring.At.Tail);
            if (tail == position)
                return Interlocked.CompareExchange(ref ring.At.Tail, position | MessageRing.AsleepBit, position) == position;
            if (tail != (position | MessageRing.ClosedBit))
                return false;
            ring = NextRing(ring);
        }
    }

    /// <summary>Ends the sleep of the receiver without a message; false when it is awake. Of several callers one gets true.</summary>
    internal bool TryWake()
    {
        while (Volatile.Read(ref _tail) is { } ring)
        {
            var tail = Volatile.Read(ref ring.At.Tail);
            if ((tail & MessageRing.ClosedBit) != 0)
                continue;
            if ((tail & MessageRing.AsleepBit) == 0)
                return false;
            if (Interlocked.CompareExchange(ref ring.At.Tail, tail & ~MessageRing.AsleepBit, tail) == tail)
                return true;
        }

        return false;
    }

    private static object WaitFor(ref MessageRing.Slot slot)
    {
        var spin = default(SpinWait);
        object? found;
        while ((found = Volatile.Read(ref slot.Message)) is null)
            spin.SpinOnce(sleep1Threshold: -1);
        return found;
    }

    private MessageRing Begin()
    {
        lock (_growing)
        {
            if (_tail is null)
            {
                var ring = new MessageRing(FirstSize);
                Volatile.Write(ref _head, ring);
                Volatile.Write(ref _tail, ring);
            }

            return _tail;
        }
    }

    private void MakeRoom(MessageRing full)
    {
        lock (_growing)
        {
            if (_tail != full)
                return;
            var limit = Volatile.Read(ref full.At.Head) + full.Size;
            if (limit - (Volatile.Read(ref full.At.Tail) & MessageRing.PositionMask) > full.Size / 4)
                Volatile.Write(ref full.At.Limit, limit);
            else
                Grow(full);
        }
    }

    private void Grow(MessageRing full)
    {
        var next = new MessageRing(Math.Min(full.Size * 2, LargestSize));

        // Closed first: no sender can go on in the old ring once another can be ahead of it in the new one.
        var tail = Interlocked.Or(ref full.At.Tail, MessageRing.ClosedBit);
        if ((tail & MessageRing.AsleepBit) != 0)
        {
            next.At.Tail = MessageRing.AsleepBit;
            Interlocked.And(ref full.At.Tail, ~MessageRing.AsleepBit);
        }

        Volatile.Write(ref full.Next, next);
        Volatile.Write(ref _tail, next);
    }

    private MessageRing NextRing(MessageRing empty)
    {
        var spin = default(SpinWait);
        MessageRing? next;
        while ((next = Volatile.Read(ref empty.Next)) is null)
            spin.SpinOnce(sleep1Threshold: -1);
        Volatile.Write(ref _head, next);
        return next;
    }
}
