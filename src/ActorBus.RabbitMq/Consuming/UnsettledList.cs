using ActorBus.Brokers;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>The open deliveries of one channel in order, and those to settle next at the broker.</summary>
/// <remarks>Not thread-safe; the owner locks. Holds at most as many deliveries as the prefetch allows, however long one is held.</remarks>
internal sealed class UnsettledList
{
    private readonly List<UnsettledDelivery> _acked = [];
    private readonly List<SettleFrame> _refused = [];
    private UnsettledDelivery? _first;
    private UnsettledDelivery? _last;

    /// <summary>The number of deliveries that the broker has not been told about.</summary>
    public int Count { get; private set; }

    /// <summary>The number of deliveries that are done but not yet settled at the broker.</summary>
    public int Pending => _acked.Count + _refused.Count;

    public void Add(UnsettledDelivery delivery)
    {
        delivery.Previous = _last;
        delivery.IsLinked = true;
        if (_last is null)
            _first = delivery;
        else
            _last.Next = delivery;
        _last = delivery;
        Count++;
    }

    public void Settle(UnsettledDelivery delivery, Settlement settlement)
    {
        if (settlement == Settlement.Ack)
        {
            delivery.IsAcked = true;
            _acked.Add(delivery);
            return;
        }

        Unlink(delivery);
        _refused.Add(new SettleFrame(delivery.Tag, IsAck: false, Requeue: settlement == Settlement.Requeue));
    }

    /// <summary>Moves out the frames to send, in an order in which no frame settles a delivery that is still open.</summary>
    public void TakeFrames(List<SettleFrame> frames)
    {
        // Refusals first: they are already unlinked, and a multiple acknowledgement of a later delivery would cover them.
        frames.AddRange(_refused);
        _refused.Clear();
        var run = 0;
        ulong upTo = 0;
        while (_first is { IsAcked: true } done)
        {
            Unlink(done);
            upTo = done.Tag;
            run++;
        }

        if (run > 0)
            frames.Add(new SettleFrame(upTo, IsAck: true, Multiple: run > 1));
        foreach (var done in _acked)
        {
            if (!done.IsLinked)
                continue;
            Unlink(done);
            frames.Add(new SettleFrame(done.Tag, IsAck: true));
        }

        _acked.Clear();
    }

    private void Unlink(UnsettledDelivery delivery)
    {
        if (delivery.Previous is null)
            _first = delivery.Next;
        else
            delivery.Previous.Next = delivery.Next;
        if (delivery.Next is null)
            _last = delivery.Previous;
        else
            delivery.Next.Previous = delivery.Previous;
        delivery.Previous = delivery.Next = null;
        delivery.IsLinked = false;
        Count--;
    }
}
