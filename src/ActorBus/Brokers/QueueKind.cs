namespace ActorBus.Brokers;

/// <summary>How a queue keeps its messages.</summary>
public enum QueueKind
{
    /// <summary>Durable and replicated where there are several nodes; counts deliveries. The default.</summary>
    Quorum,

    /// <summary>Durable on one node.</summary>
    Classic,

    /// <summary>In memory, for one connection, gone with it: for replies.</summary>
    Exclusive,
}
