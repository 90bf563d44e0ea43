using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>Represents the state of a queue of an in-memory broker at one moment.</summary>
/// <param name="Declaration">The declaration of the queue.</param>
/// <param name="Ready">The number of messages waiting for a consumer.</param>
/// <param name="Unsettled">The number of messages that are delivered but not settled.</param>
/// <param name="Consumers">The number of subscribed consumers.</param>
/// <param name="Bytes">The approximate memory used by its messages, in bytes.</param>
public sealed record InMemoryQueueState(QueueDeclaration Declaration, int Ready, int Unsettled, int Consumers, long Bytes)
{
    /// <summary>The name of the queue.</summary>
    public string Name => Declaration.Name;
}
