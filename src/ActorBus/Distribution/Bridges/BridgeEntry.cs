using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>A bridge as senders know it.</summary>
/// <param name="actor">Where to send.</param>
/// <param name="status">How it is doing.</param>
/// <param name="places">The sends that may be under way; who finds none waits.</param>
internal sealed class BridgeEntry(IActorRef actor, BridgeStatus status, int places)
{
    private const int Closed = -1;
    private int _users;

    /// <summary>Where to send.</summary>
    public IActorRef Actor => actor;

    /// <summary>How it is doing.</summary>
    public BridgeStatus Status => status;

    /// <summary>The sends that may be under way; who finds none waits.</summary>
    public SemaphoreSlim Places { get; } = new(places);

    /// <summary>Begins to use the bridge.</summary>
    /// <returns>False when it is closed: there will be another one.</returns>
    public bool TryEnter()
    {
        for (var users = Volatile.Read(ref _users); users != Closed; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users) return true;
        }

        return false;
    }

    /// <summary>Ends the use of the bridge.</summary>
    public void Leave() => Interlocked.Decrement(ref _users);

    /// <summary>Closes the bridge to new users.</summary>
    /// <returns>False while somebody uses it.</returns>
    public bool TryClose() => Interlocked.CompareExchange(ref _users, Closed, 0) == 0;

    /// <summary>What to say of the broker when a send fails.</summary>
    public string Why()
    {
        var now = status.Now;
        return now.Health == BridgeHealth.Open
            ? "the connection is open"
            : $"the connection has been {now.Health.ToString().ToLowerInvariant()} since {now.Since:O}{(now.Reason is null ? "" : $" ({now.Reason})")}";
    }
}
