
namespace ActorBus.Brokers;

/// <summary>What a <see cref="Topology"/> consists of.</summary>
public enum TopologyPart
{
    /// <summary>An exchange.</summary>
    Exchange,

    /// <summary>A queue.</summary>
    Queue,

    /// <summary>A binding of a queue to an exchange.</summary>
    Binding,
}
