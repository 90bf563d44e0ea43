namespace ActorBus.RabbitMq;

/// <summary>Where a RabbitMQ node listens.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">Port; null for 5672, or 5671 with TLS.</param>
public sealed record RabbitMqEndpoint(string Host, int? Port = null);
