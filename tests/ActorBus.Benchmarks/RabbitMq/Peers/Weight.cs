namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>The answer.</summary>
/// <param name="Text">What it holds.</param>
public sealed record Weight(string Text);
