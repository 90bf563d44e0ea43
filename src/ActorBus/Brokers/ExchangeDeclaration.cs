namespace ActorBus.Brokers;

/// <summary>Represents a durable exchange.</summary>
/// <param name="Name">The name of the exchange.</param>
/// <param name="Kind">How the exchange routes messages to queues.</param>
public sealed record ExchangeDeclaration(string Name, ExchangeKind Kind);
