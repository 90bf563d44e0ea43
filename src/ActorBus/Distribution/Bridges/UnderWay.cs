namespace ActorBus.Distribution.Bridges;

/// <summary>The deliveries that a consumer has begun and that have not ended; they end on any thread.</summary>
/// <remarks>
/// A message to the actor for each that ends would cost more than all else that the actor does for it, so it is told of them only
/// once it stops. Either whoever ends one sees that it stops, or the actor, which looks after it has said so, sees that it ended:
/// both write first, with a full fence, and read then.
/// </remarks>
internal sealed class UnderWay
{
    private int _begun;
    private int _ended;
    private int _isStopping;

    /// <summary>How many have not ended; asked and changed by the actor only.</summary>
    public int Count => _begun - Volatile.Read(ref _ended);

    /// <summary>One begins; called by the actor only.</summary>
    public void Begin() => _begun++;

    /// <summary>From now on the actor waits for all of them to end.</summary>
    public void Stop() => Interlocked.Exchange(ref _isStopping, 1);

    /// <summary>One has ended.</summary>
    /// <returns>True when the actor is to be told.</returns>
    public bool End()
    {
        Interlocked.Increment(ref _ended);
        return Volatile.Read(ref _isStopping) != 0;
    }
}
