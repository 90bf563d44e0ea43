namespace ActorBus.Brokers;

/// <summary>What happens to a connection by itself.</summary>
public abstract record ConnectionEvent
{
    private ConnectionEvent()
    {
    }

    /// <summary>The connection is gone for good; a new one has to be made. Told once, also when it was closed on request.</summary>
    /// <param name="Reason">Why, in the broker's or the client's words; without secrets.</param>
    public sealed record Closed(string Reason) : ConnectionEvent;

    /// <summary>The broker takes no publishes for now, for example for want of memory or disk.</summary>
    /// <param name="Reason">Why, in the broker's words.</param>
    public sealed record Blocked(string Reason) : ConnectionEvent;

    /// <summary>The broker takes publishes again.</summary>
    public sealed record Unblocked : ConnectionEvent;
}
