namespace ActorBus.Brokers;

/// <summary>Represents exchanges, queues and the bindings between them.</summary>
public sealed record Topology
{
    /// <summary>The exchanges.</summary>
    public IReadOnlyList<ExchangeDeclaration> Exchanges { get; init; } = [];

    /// <summary>The queues.</summary>
    public IReadOnlyList<QueueDeclaration> Queues { get; init; } = [];

    /// <summary>The bindings; the exchange and the queue of each must be declared here or already exist.</summary>
    public IReadOnlyList<BindingDeclaration> Bindings { get; init; } = [];
}
