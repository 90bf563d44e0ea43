namespace ActorBus.Brokers;

/// <summary>Specifies how a queue stores its messages.</summary>
public enum QueueKind
{
    /// <summary>Durable, and replicated where there are several nodes; counts deliveries. The default.</summary>
    Quorum,

    /// <summary>Durable on one node.</summary>
    Classic,

    /// <summary>In memory, for one connection and deleted with it; for replies.</summary>
    Exclusive,
}
