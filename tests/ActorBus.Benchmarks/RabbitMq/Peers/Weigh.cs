namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>The query.</summary>
/// <param name="Text">What it holds.</param>
public sealed record Weigh(string Text);
