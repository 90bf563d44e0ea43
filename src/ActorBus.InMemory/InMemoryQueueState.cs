using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A queue of an in-memory broker at one moment.</summary>
/// <param name="Declaration">How it was declared.</param>
/// <param name="Ready">Messages that wait for a consumer.</param>
/// <param name="Unsettled">Messages that were delivered and are not settled.</param>
/// <param name="Consumers">Consumers that are subscribed.</param>
/// <param name="Bytes">About how much memory its messages take.</param>
public sealed record InMemoryQueueState(QueueDeclaration Declaration, int Ready, int Unsettled, int Consumers, long Bytes)
{
    /// <summary>The queue.</summary>
    public string Name => Declaration.Name;
}
