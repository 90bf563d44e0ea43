namespace ActorBus.Raw;

/// <summary>Where a publisher that has a name publishes to, and how.</summary>
public sealed record RawPublisherOptions
{
    /// <summary>The exchange, which must exist; empty for the default exchange, whose routing keys are names of queues.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>The routing key; with <see cref="RoutingKeyHeader"/> that of messages without the header.</summary>
    public string RoutingKey { get; init; } = "";

    /// <summary>The header whose value is the routing key of a message that has it; a dot in the name goes into a map. Null for none.</summary>
    public string? RoutingKeyHeader { get; init; }

    /// <summary>Whether messages outlive a restart of the broker where <see cref="RawProperties.Persistent"/> says nothing.</summary>
    public bool Persistent { get; init; } = true;

    internal string? Fault()
    {
        if (RoutingKeyHeader is { } header && string.IsNullOrWhiteSpace(header)) return "the header of the routing key has no name. Name it, or leave it out";
        return Exchange.Length == 0 && RoutingKey.Length == 0 && RoutingKeyHeader is null
            ? "it has neither an exchange nor a routing key. Say where it publishes to"
            : null;
    }
}
