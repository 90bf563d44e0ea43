using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>Options of a named publisher.</summary>
public sealed class RawPublisherOptions
{
    /// <summary>The name of the exchange; empty for the default exchange, whose routing keys are names of queues.</summary>
    public string Exchange { get; set; } = "";

    /// <summary>The kind with which the exchange is declared before the first publish; null for an exchange that must exist.</summary>
    public ExchangeKind? ExchangeKind { get; set; }

    /// <summary>A queue that is declared before the first publish and bound to the exchange with <see cref="RoutingKey"/>; null for none.</summary>
    public string? Queue { get; set; }

    /// <summary>The routing key; with <see cref="RoutingKeyHeader"/>, that of messages without the header.</summary>
    public string RoutingKey { get; set; } = "";

    /// <summary>The header whose value is used as the routing key; a dot in the name leads into a nested table. Null for none.</summary>
    public string? RoutingKeyHeader { get; set; }

    /// <summary>Whether messages survive a restart of the broker unless <see cref="RawProperties.Persistent"/> is set. The default is true.</summary>
    public bool Persistent { get; set; } = true;

    /// <summary>
    /// The media type to which bodies are converted unless <see cref="RawProperties.ContentType"/> is set; null for <c>application/json</c>.
    /// </summary>
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
