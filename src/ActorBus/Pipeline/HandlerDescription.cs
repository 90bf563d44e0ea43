using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>Describes one handler of a bus.</summary>
/// <param name="Name">The name of the handler.</param>
/// <param name="Kind">The kind of message it handles.</param>
/// <param name="RoutingKey">The name or pattern by which messages find it.</param>
/// <param name="Concurrency">The number of its routees.</param>
/// <param name="IsDistributed">Whether messages from outside the process may reach it.</param>
public sealed record HandlerDescription(string Name, MessageKind Kind, string RoutingKey, int Concurrency, bool IsDistributed);
