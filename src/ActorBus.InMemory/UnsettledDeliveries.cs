namespace ActorBus.InMemory;

/// <summary>The unsettled deliveries of a connection, in the order of delivery.</summary>
internal sealed class UnsettledDeliveries
{
    private InMemoryDelivery? _first;
    private InMemoryDelivery? _last;

    public void Add(InMemoryDelivery delivery)
    {
        delivery.IsOutstanding = true;
        delivery.Previous = _last;
        if (_last is null) _first = delivery;
        else _last.Next = delivery;
        _last = delivery;
    }

    /// <summary>Removes a delivery; returns false when it was already removed.</summary>
    public bool Remove(InMemoryDelivery delivery)
    {
        if (!delivery.IsOutstanding) return false;
        if (delivery.Previous is null) _first = delivery.Next;
        else delivery.Previous.Next = delivery.Next;
        if (delivery.Next is null) _last = delivery.Previous;
        else delivery.Next.Previous = delivery.Previous;
        delivery.Previous = delivery.Next = null;
        delivery.IsOutstanding = false;
        return true;
    }

    /// <summary>Removes and returns the deliveries of a consumer, the oldest first.</summary>
    public IReadOnlyList<InMemoryDelivery> TakeAll(Consumer consumer)
    {
        List<InMemoryDelivery> taken = [];
        for (var delivery = _first; delivery is not null; delivery = delivery.Next)
        {
            if (delivery.Consumer == consumer) taken.Add(delivery);
        }

        foreach (var delivery in taken) Remove(delivery);
        return taken;
    }

    /// <summary>Removes and returns the oldest delivery; null when there is none.</summary>
    public InMemoryDelivery? TakeFirst()
    {
        var first = _first;
        if (first is not null) Remove(first);
        return first;
    }
}
