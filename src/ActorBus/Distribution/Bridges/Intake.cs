namespace ActorBus.Distribution.Bridges;

/// <summary>How much a consumer takes.</summary>
/// <param name="Prefetch">Deliveries that may be under way at a time.</param>
/// <param name="Limit">Deliveries after which it stops.</param>
internal sealed record Intake(int Prefetch, int Limit);
