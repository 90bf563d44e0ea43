namespace ActorBus.RabbitMq;

/// <summary>The address at which a RabbitMQ node listens.</summary>
/// <param name="Host">The host name or IP address.</param>
/// <param name="Port">The port; null for 5672, or 5671 with TLS.</param>
public sealed record RabbitMqEndpoint(string Host, int? Port = null);
