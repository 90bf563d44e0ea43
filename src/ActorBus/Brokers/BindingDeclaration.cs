
namespace ActorBus.Brokers;

/// <summary>Represents a binding of a queue to an exchange.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Queue">The queue.</param>
/// <param name="RoutingKey">The routing key or pattern.</param>
public sealed record BindingDeclaration(string Exchange, string Queue, string RoutingKey)
{
    /// <summary>Returns exchange, routing key and queue, for display.</summary>
    public override string ToString() => $"{Exchange} --{RoutingKey}--> {Queue}";
}
