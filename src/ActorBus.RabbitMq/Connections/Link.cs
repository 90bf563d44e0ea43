using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>An open connection of the client library together with its socket.</summary>
/// <param name="Client">The library's connection.</param>
/// <param name="Socket">Its socket.</param>
/// <param name="Publishing">The channel that answered the first request: it confirms publishes.</param>
/// <param name="Node">The node, as host and port.</param>
internal sealed record Link(IConnection Client, WatchedSocket Socket, IChannel Publishing, string Node);
