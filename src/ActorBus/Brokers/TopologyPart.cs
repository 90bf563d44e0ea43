
namespace ActorBus.Brokers;

/// <summary>Specifies a part of a <see cref="Topology"/>.</summary>
public enum TopologyPart
{
    /// <summary>An exchange.</summary>
    Exchange,

    /// <summary>A queue.</summary>
    Queue,

    /// <summary>A binding of a queue to an exchange.</summary>
    Binding,
}
