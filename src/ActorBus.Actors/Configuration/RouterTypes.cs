namespace ActorBus.Actors.Configuration;

/// <summary>Makes the router that a deployment section names.</summary>
internal static class RouterTypes
{
    public static RouterConfig? Create(Config config, ActorPath path) => config.GetString("router") switch
    {
        null or "" or "from-code" => null,
        "round-robin-pool" => new RoundRobinPool(config),
        "round-robin-group" => new RoundRobinGroup(config),
        "random-pool" => new RandomPool(config),
        "random-group" => new RandomGroup(config),
        "smallest-mailbox-pool" => new SmallestMailboxPool(config),
        "broadcast-pool" => new BroadcastPool(config),
        "broadcast-group" => new BroadcastGroup(config),
        "consistent-hashing-pool" => new ConsistentHashingPool(config),
        "consistent-hashing-group" => new ConsistentHashingGroup(config),
        var name => throw new ConfigurationException(
            $"'akka.actor.deployment' names the router '{name}' for '{path}'; known are round-robin, random, broadcast and consistent-hashing, each with -pool or -group, and smallest-mailbox-pool."),
    };
}
