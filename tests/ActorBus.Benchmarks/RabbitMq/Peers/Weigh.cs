namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>The query.</summary>
/// <param name="Text">What it holds.</param>
internal sealed record Weigh(string Text);
