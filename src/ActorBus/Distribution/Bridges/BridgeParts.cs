using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>What a bridge is made of.</summary>
/// <param name="Bridge">What its actors have in common.</param>
/// <param name="Status">How it is doing.</param>
/// <param name="Publisher">Sends.</param>
/// <param name="Replies">Awaits replies; null but for the own service.</param>
/// <param name="Consumer">Consumes; null but for an own service with handlers for others.</param>
internal sealed record BridgeParts(BridgeContext Bridge, BridgeStatus Status, Props Publisher, Props? Replies, Props? Consumer)
{
    /// <summary>What the bridge remembers when it is restarted: whether its consumer was stopped on request. Used by the bridge alone.</summary>
    public bool IsConsumerStopped { get; set; }

    /// <summary>How many consumers the bridge has made. Used by the bridge alone.</summary>
    public int Consumers { get; set; }
}
