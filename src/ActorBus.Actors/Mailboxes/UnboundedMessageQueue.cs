namespace ActorBus.Actors.Dispatch.MessageQueues;

/// <summary>The queue of an ordinary mailbox: any number of senders, one receiver, no allocation per message.</summary>
/// <remarks>
/// Messages lie in a ring of slots. A sender claims a slot by moving the tail and then fills it; the receiver empties slots in
/// order. A ring that gets too full is closed and a larger one linked behind it, where senders go on.
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
            return ring is not null && Volatile.Read(ref ring.At.Tail) != Volatile.Read(ref ring.At.Head);
        }
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            var count = 0L;
            for (var ring = Volatile.Read(ref _head); ring is not null; ring = Volatile.Read(ref ring.Next))
                count += Math.Max(0, (Volatile.Read(ref ring.At.Tail) & ~MessageRing.ClosedBit) - Volatile.Read(ref ring.At.Head));
            return (int)Math.Min(count, int.MaxValue);
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope) => Enqueue(envelope.Message, envelope.Sender);

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

    internal void Enqueue(object message, IActorRef? sender)
    {
        while (true)
        {
            var ring = Volatile.Read(ref _tail);
            if (ring is null)
            {
                Begin();
                continue;
            }

            var position = Volatile.Read(ref ring.At.Tail);
            if (position >= Volatile.Read(ref ring.At.Limit))
            {
                MakeRoom(ring);
                continue;
            }

            // The slot is free: the receiver had emptied it before it moved the head that the limit was computed from.
            if (Interlocked.CompareExchange(ref ring.At.Tail, position + 1, position) != position)
                continue;
            ref var slot = ref ring[position];
            slot.Sender = sender;
            Volatile.Write(ref slot.Message, message);
            return;
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

    private static object WaitFor(ref MessageRing.Slot slot)
    {
        var spin = default(SpinWait);
        object? found;
        while ((found = Volatile.Read(ref slot.Message)) is null)
            spin.SpinOnce(sleep1Threshold: -1);
        return found;
    }

    private void Begin()
    {
        lock (_growing)
        {
            if (_tail is not null)
                return;
            var ring = new MessageRing(FirstSize);
            Volatile.Write(ref _head, ring);
            Volatile.Write(ref _tail, ring);
        }
    }

    private void MakeRoom(MessageRing full)
    {
        lock (_growing)
        {
            if (_tail != full)
                return;
            var limit = Volatile.Read(ref full.At.Head) + full.Size;
            if (limit - Volatile.Read(ref full.At.Tail) > full.Size / 4)
            {
                Volatile.Write(ref full.At.Limit, limit);
                return;
            }

            // Closed first: no sender can go on in the old ring once another can be ahead of it in the new one.
            Interlocked.Or(ref full.At.Tail, MessageRing.ClosedBit);
            var next = new MessageRing(Math.Min(full.Size * 2, LargestSize));
            Volatile.Write(ref full.Next, next);
            Volatile.Write(ref _tail, next);
        }
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
