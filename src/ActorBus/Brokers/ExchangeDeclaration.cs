namespace ActorBus.Brokers;

/// <summary>A durable exchange.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it chooses queues.</param>
public sealed record ExchangeDeclaration(string Name, ExchangeKind Kind);
