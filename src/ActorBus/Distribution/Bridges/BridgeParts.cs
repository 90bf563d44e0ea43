using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>What a bridge is made of.</summary>
/// <param name="Publisher">Sends.</param>
/// <param name="Replies">Awaits replies; null but for the own service.</param>
/// <param name="Consumer">Consumes; null but for an own service with handlers for others.</param>
internal sealed record BridgeParts(Props Publisher, Props? Replies, Props? Consumer);
