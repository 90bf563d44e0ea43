using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>A bridge as senders know it.</summary>
/// <param name="Actor">Where to send.</param>
/// <param name="Status">How its publisher is doing.</param>
/// <param name="Places">The sends that may be under way; who finds none waits.</param>
internal sealed record BridgeEntry(IActorRef Actor, BridgeStatus Status, SemaphoreSlim Places)
{
    /// <summary>What to say of the broker when a send fails.</summary>
    public string Why()
    {
        var now = Status.Now;
        return now.Health == BridgeHealth.Open
            ? "the connection is open"
            : $"the connection has been {now.Health.ToString().ToLowerInvariant()} since {now.Since:O}{(now.Reason is null ? "" : $" ({now.Reason})")}";
    }
}
