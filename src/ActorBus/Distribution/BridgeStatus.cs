
namespace ActorBus.Distribution;

/// <summary>What one connection of a bridge is doing, published by its actor for health checks and for people to read.</summary>
/// <remarks>Written by one actor, read from any thread; a reader sees one consistent <see cref="Now"/>.</remarks>
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

    /// <summary>The broker's name in the service map.</summary>
    public string Broker { get; }

    /// <summary>The service that the bridge is for.</summary>
    public string Service { get; }

    /// <summary>What the connection does: <c>publisher</c>, <c>consumer</c>, <c>replies</c>, or <c>raw consumer '...'</c> with its name.</summary>
    public string Role { get; }

    /// <summary>Raised after every change, on the actor's thread: whoever listens returns at once and does not throw.</summary>
    public event Action<Snapshot>? Changed;

    /// <summary>The state at this moment.</summary>
    public Snapshot Now => _now;

    internal void Set(BridgeHealth health, string? reason)
    {
        var now = _now;
        if (now.Health == health && now.Reason == reason) return;
        _now = new Snapshot(health, reason, now.Health == health ? now.Since : DateTimeOffset.UtcNow);
        Changed?.Invoke(_now);
    }

    /// <summary>A state, why, and since when.</summary>
    /// <param name="Health">The state.</param>
    /// <param name="Reason">Why, where there is something to say.</param>
    /// <param name="Since">Since when.</param>
    public sealed record Snapshot(BridgeHealth Health, string? Reason, DateTimeOffset Since);
}
