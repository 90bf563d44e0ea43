namespace ActorBus.Distribution.Bridges;

/// <summary>What became of one handler's share of a delivery; the later in this list, the more it weighs.</summary>
internal enum HandlerOutcome
{
    /// <summary>Handled, dropped on request, or stored for a retry or as a dead letter.</summary>
    Done,

    /// <summary>As done, and the consumer stops.</summary>
    DoneAndStop,

    /// <summary>
    /// Not settled: the broker takes it back with the connection, together with all that came after it and in its order. For a
    /// service that stops, or whose connection is gone already.
    /// </summary>
    LeftToBroker,

    /// <summary>Back to the head of the queue.</summary>
    Requeue,

    /// <summary>Back to the head of the queue, and the consumer stops.</summary>
    RequeueAndStop,
}
