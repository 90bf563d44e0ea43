namespace ActorBus.Diagnostics;

/// <summary>The log categories of ActorBus. Every event has its own id, and each category its own range of ids.</summary>
/// <remarks>
/// <c>ActorBus</c> 1000 (local buses) and 6000 (hosting), <c>ActorBus.Plugins.LoggingPlugin</c> 1100, <c>ActorBus.Delivery</c> 2000,
/// <c>ActorBus.Connections</c> 3000, <c>ActorBus.Raw</c> 4000, <c>ActorBus.RabbitMq</c> 5000. Each range has room for a hundred events.
/// </remarks>
internal static class LogCategories
{
    /// <summary>The life cycle of a service and its local buses.</summary>
    public const string Bus = "ActorBus";

    /// <summary>The outcome of messages between services.</summary>
    public const string Delivery = "ActorBus.Delivery";

    /// <summary>Connections and consumers: established, lost and re-established.</summary>
    public const string Connections = "ActorBus.Connections";

    /// <summary>Raw messages.</summary>
    public const string Raw = "ActorBus.Raw";
}
