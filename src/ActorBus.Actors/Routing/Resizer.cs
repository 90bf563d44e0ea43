namespace ActorBus.Actors.Routing;

/// <summary>Changes the number of routees of a pool with its load.</summary>
public abstract class Resizer
{
    /// <summary>The resizer that a router's section describes, or null when it has none or it is not enabled.</summary>
    public static Resizer? FromConfig(Config parentConfig) =>
        parentConfig.GetConfig("resizer") is { } config && config.GetBoolean("enabled") ? DefaultResizer.FromConfig(config) : null;

    /// <summary>True when the pool is to be resized; called with every message, by any thread.</summary>
    public abstract bool IsTimeForResize(long messageCounter);

    /// <summary>How many routees more, or fewer for a negative number.</summary>
    public abstract int Resize(IEnumerable<Routee> currentRoutees);
}
