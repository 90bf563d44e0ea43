using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>One handler of a bus.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="RoutingKey">The name or pattern under which messages find it.</param>
/// <param name="Concurrency">The number of its routees.</param>
/// <param name="IsDistributed">True when messages from outside may reach it.</param>
public sealed record HandlerDescription(string Name, MessageKind Kind, string RoutingKey, int Concurrency, bool IsDistributed);
