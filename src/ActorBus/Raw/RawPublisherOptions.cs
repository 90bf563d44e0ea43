using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>Where a publisher that has a name publishes to, and how.</summary>
public sealed class RawPublisherOptions
{
    /// <summary>The exchange; empty for the default exchange, whose routing keys are names of queues.</summary>
    public string Exchange { get; set; } = "";

    /// <summary>As what the exchange is declared before the first publish; null for one that must exist.</summary>
    public ExchangeKind? ExchangeKind { get; set; }

    /// <summary>A queue that is declared before the first publish, and bound to the exchange by <see cref="RoutingKey"/>; null for none.</summary>
    public string? Queue { get; set; }

    /// <summary>The routing key; with <see cref="RoutingKeyHeader"/> that of messages without the header.</summary>
    public string RoutingKey { get; set; } = "";

    /// <summary>The header whose value is the routing key of a message that has it; a dot in the name goes into a map. Null for none.</summary>
    public string? RoutingKeyHeader { get; set; }

    /// <summary>Whether messages outlive a restart of the broker where <see cref="RawProperties.Persistent"/> says nothing.</summary>
    public bool Persistent { get; set; } = true;

    /// <summary>What bodies are converted to where <see cref="RawProperties.ContentType"/> says nothing; null for <c>application/json</c>.</summary>
    public string? MediaType { get; set; }

    internal string? Fault()
    {
        if (MediaType is { } type && string.IsNullOrWhiteSpace(type)) return "the media type is empty. Name one, or leave it out";
        if (Queue is { } queue && string.IsNullOrWhiteSpace(queue)) return "the queue has no name. Name it, or leave it out";
        if (ExchangeKind is not null && Exchange.Length == 0) return "the default exchange is there always and cannot be declared. Name another, or leave its kind out";
        if (RoutingKeyHeader is { } header && string.IsNullOrWhiteSpace(header)) return "the header of the routing key has no name. Name it, or leave it out";
        return Exchange.Length == 0 && RoutingKey.Length == 0 && RoutingKeyHeader is null
            ? "it has neither an exchange nor a routing key. Say where it publishes to"
            : null;
    }
}
