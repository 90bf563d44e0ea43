namespace ActorBus.Chaos;

/// <summary>What is killed.</summary>
internal enum Fault
{
    /// <summary>The broker's process, which is started again.</summary>
    Broker,

    /// <summary>Every connection to the broker, by resetting, closing or refusing it.</summary>
    Connections,

    /// <summary>One of the consuming processes, which is started again.</summary>
    Workers,
}
