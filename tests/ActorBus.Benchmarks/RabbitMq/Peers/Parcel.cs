namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>The message, for buses that have no bytes: text of the same length in an envelope of theirs.</summary>
/// <param name="Left">When it left.</param>
/// <param name="Text">The rest of it.</param>
public sealed record Parcel(long Left, string Text);
