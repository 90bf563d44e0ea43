namespace ActorBus.Distribution.Bridges;

/// <summary>How many deliveries the consumers of a service may still take, on all its brokers together.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="limit">How many at all; null for any number.</param>
internal sealed class DeliveryBudget(int? limit)
{
    private int _taken;

    /// <summary>How many may be taken at all.</summary>
    public int? Limit => limit;

    /// <summary>Takes one.</summary>
    /// <param name="isLast">True when it was the last.</param>
    /// <returns>False when none was left.</returns>
    public bool TryTake(out bool isLast)
    {
        isLast = false;
        if (limit is not { } most) return true;
        var taken = Interlocked.Increment(ref _taken);
        isLast = taken == most;
        return taken <= most;
    }

    /// <summary>Counts from the beginning.</summary>
    public void Renew() => Volatile.Write(ref _taken, 0);
}
