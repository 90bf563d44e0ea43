using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>An open connection of the client library with its socket.</summary>
/// <param name="Client">The connection of the library.</param>
/// <param name="Socket">The socket.</param>
/// <param name="Publishing">The channel that answered the first request; it confirms publishes.</param>
/// <param name="Node">The node, as host and port.</param>
internal sealed record Link(IConnection Client, WatchedSocket Socket, IChannel Publishing, string Node);
