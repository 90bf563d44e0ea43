namespace ActorBus.Brokers;

/// <summary>Represents a change of a connection's state.</summary>
public abstract record ConnectionEvent
{
    private ConnectionEvent()
    {
    }

    /// <summary>The connection is permanently lost, and a new one must be created. Raised once, even when it was closed on request.</summary>
    /// <param name="Reason">The reason given by the broker or the client, without secrets.</param>
    public sealed record Closed(string Reason) : ConnectionEvent;

    /// <summary>The broker accepts no publishes for now, for example because it is low on memory or disk space.</summary>
    /// <param name="Reason">The reason given by the broker.</param>
    public sealed record Blocked(string Reason) : ConnectionEvent;

    /// <summary>The broker accepts publishes again.</summary>
    public sealed record Unblocked : ConnectionEvent;
}
