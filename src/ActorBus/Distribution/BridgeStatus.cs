
namespace ActorBus.Distribution;

/// <summary>Describes the state of one connection of a bridge, published by its actor for health checks and for display.</summary>
/// <remarks>Written by one actor and read from any thread; each read of <see cref="Now"/> is consistent in itself.</remarks>
public sealed class BridgeStatus
{
    internal const string Publisher = "publisher";
    internal const string Consumer = "consumer";
    internal const string Replies = "replies";

    private volatile Snapshot _now = new(BridgeHealth.Connecting, null, DateTimeOffset.UtcNow);

    internal BridgeStatus(string broker, string service, string role)
    {
        Broker = broker;
        Service = service;
        Role = role;
    }

    /// <summary>The name of the broker in the service map.</summary>
    public string Broker { get; }

    /// <summary>The service that the connection serves.</summary>
    public string Service { get; }

    /// <summary>The role of the connection: <c>publisher</c>, <c>consumer</c>, <c>replies</c>, or <c>raw consumer '...'</c> with its name.</summary>
    public string Role { get; }

    /// <summary>Raised after every change on the actor's thread; handlers must return immediately and not throw.</summary>
    public event Action<Snapshot>? Changed;

    /// <summary>The current state.</summary>
    public Snapshot Now => _now;

    internal void Set(BridgeHealth health, string? reason)
    {
        var now = _now;
        if (now.Health == health && now.Reason == reason) return;
        _now = new Snapshot(health, reason, now.Health == health ? now.Since : DateTimeOffset.UtcNow);
        Changed?.Invoke(_now);
    }

    /// <summary>Represents a state with its reason and start.</summary>
    /// <param name="Health">The state.</param>
    /// <param name="Reason">The reason; null when there is none.</param>
    /// <param name="Since">The time at which the state began.</param>
    public sealed record Snapshot(BridgeHealth Health, string? Reason, DateTimeOffset Since);
}
