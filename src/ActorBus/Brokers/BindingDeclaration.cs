
namespace ActorBus.Brokers;

/// <summary>A binding: what of an exchange goes to a queue.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Queue">The queue.</param>
/// <param name="RoutingKey">The key or pattern.</param>
public sealed record BindingDeclaration(string Exchange, string Queue, string RoutingKey)
{
    /// <summary>For people: exchange, key and queue.</summary>
    public override string ToString() => $"{Exchange} --{RoutingKey}--> {Queue}";
}
