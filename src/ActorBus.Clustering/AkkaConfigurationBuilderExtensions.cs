using ActorBus.Clustering.Members;
using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;

namespace ActorBus.Clustering;

/// <summary>Gives the services of a host their place in the cluster of its actor system.</summary>
public static class AkkaConfigurationBuilderExtensions
{
    /// <summary>Consumes a service on this node once it is up, as on every member with the service's role.</summary>
    /// <remarks>
    /// A member without the role consumes nothing; where the service is the first of the host, <c>IRequiredActor&lt;CommandBus&gt;</c>
    /// and the others are then those of the members that have the role. The coordinated shutdown drains the service before the node leaves.
    /// </remarks>
    /// <param name="akka">The actor system, a member of a cluster (<c>WithClustering</c>).</param>
    /// <param name="service">A service that <c>AddActorBus</c> or <c>WithActorBus</c> describes.</param>
    /// <param name="node">How the node takes part; null for the defaults.</param>
    public static AkkaConfigurationBuilder WithConsumerNode(this AkkaConfigurationBuilder akka, string service, ActorBusNodeOptions? node = null)
    {
        PlacementOf(akka).Add(service, node ?? new ActorBusNodeOptions(), isExclusive: false);
        return akka;
    }

    /// <summary>Consumes a service on one member of the cluster at a time, as for messages that have an order.</summary>
    /// <remarks>
    /// It is an Akka.Cluster singleton: the oldest member with the role has it. When that leaves, it drains and hands over; when it dies, the
    /// next member begins after the cluster has removed it. What other nodes tell the service's buses goes there too.
    /// Call it after <c>WithClustering</c>, which says the roles of the node.
    /// </remarks>
    /// <typeparam name="TKey">Any type that stands for the service in the actor registry: <c>IRequiredActor&lt;TKey&gt;</c> is the way to the node that consumes it.</typeparam>
    /// <param name="akka">The actor system, a member of a cluster.</param>
    /// <param name="service">A service that <c>AddActorBus</c> or <c>WithActorBus</c> describes.</param>
    /// <param name="node">How the node takes part; null for the defaults.</param>
    public static AkkaConfigurationBuilder WithExclusiveConsumer<TKey>(
        this AkkaConfigurationBuilder akka, string service, ActorBusNodeOptions? node = null)
    {
        var options = node ?? new ActorBusNodeOptions();
        var placement = PlacementOf(akka);
        placement.Add(service, options, isExclusive: true);
        var singleton = new ClusterSingletonOptions { Role = options.Role, TerminationMessage = ConsumerHolder.HandOver.Instance };
        return RolesOf(akka).Contains(options.Role)
            ? akka.WithSingleton<TKey>(NodePaths.Exclusive(service), (_, _, _) => placement.HolderOf(service), singleton, createProxyToo: true)
            : akka.WithSingletonProxy<TKey>(NodePaths.Exclusive(service), singleton);
    }

    private static ClusterPlacement PlacementOf(AkkaConfigurationBuilder akka)
    {
        ArgumentNullException.ThrowIfNull(akka);
        var setup = Hosting.AkkaConfigurationBuilderExtensions.SetupOf(akka);
        if (setup.Placements.OfType<ClusterPlacement>().FirstOrDefault() is { } known) return known;
        var placement = new ClusterPlacement();
        setup.Placements.Add(placement);
        akka.AddHocon(ConfigurationFactory.FromResource("cluster.conf", typeof(ClusterPlacement).Assembly), HoconAddMode.Append);
        return placement;
    }

    private static IEnumerable<string> RolesOf(AkkaConfigurationBuilder akka) =>
        akka.Configuration.HasValue ? akka.Configuration.Value.GetStringList("akka.cluster.roles", []) : [];
}
