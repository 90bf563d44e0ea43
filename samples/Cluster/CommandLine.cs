namespace ClusterSample;

/// <summary>What the program was told to do.</summary>
internal sealed record CommandLine
{
    /// <summary>The address of RabbitMQ.</summary>
    public required string Broker { get; init; }

    /// <summary>How many orders the sender sends.</summary>
    public int Orders { get; init; }

    /// <summary>The name under which other nodes reach this one.</summary>
    public required string Host { get; init; }

    /// <summary>The port of this node; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>A node to join; null to begin a cluster.</summary>
    public string? Seed { get; init; }

    /// <summary>Seconds of silence after which a node counts as unreachable.</summary>
    public int HeartbeatPause { get; init; }

    /// <summary>True to end when standard input does.</summary>
    public bool IsChild { get; init; }
}
