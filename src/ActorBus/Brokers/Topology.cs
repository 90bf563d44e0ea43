namespace ActorBus.Brokers;

/// <summary>Exchanges, queues and the bindings between them.</summary>
public sealed record Topology
{
    /// <summary>The exchanges.</summary>
    public IReadOnlyList<ExchangeDeclaration> Exchanges { get; init; } = [];

    /// <summary>The queues.</summary>
    public IReadOnlyList<QueueDeclaration> Queues { get; init; } = [];

    /// <summary>The bindings; exchange and queue of each are declared here or exist already.</summary>
    public IReadOnlyList<BindingDeclaration> Bindings { get; init; } = [];
}
