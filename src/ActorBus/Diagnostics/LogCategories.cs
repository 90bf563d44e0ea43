namespace ActorBus.Diagnostics;

/// <summary>The categories under which ActorBus logs. Every event has an id of its own; each category has its range of them.</summary>
/// <remarks>
/// <c>ActorBus</c> 1000 (local buses) and 6000 (hosting), <c>ActorBus.Plugins.LoggingPlugin</c> 1100, <c>ActorBus.Delivery</c> 2000,
/// <c>ActorBus.Connections</c> 3000, <c>ActorBus.Raw</c> 4000, <c>ActorBus.RabbitMq</c> 5000. Each range has room for a hundred events.
/// </remarks>
internal static class LogCategories
{
    /// <summary>The life of a service and its local buses.</summary>
    public const string Bus = "ActorBus";

    /// <summary>What becomes of messages between services.</summary>
    public const string Delivery = "ActorBus.Delivery";

    /// <summary>Connections and consumers: made, lost, back again.</summary>
    public const string Connections = "ActorBus.Connections";

    /// <summary>Raw messages.</summary>
    public const string Raw = "ActorBus.Raw";
}
