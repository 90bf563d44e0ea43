using ActorBus.Clustering.Members;
using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;

namespace ActorBus.Clustering;

/// <summary>Extends <see cref="AkkaConfigurationBuilder"/> to place services of a host in the cluster of its actor system.</summary>
public static class ClusteringBuilderExtensions
{
    /// <summary>Consumes a service on this node once it is up, if the node has the role of the service.</summary>
    /// <remarks>
    /// A member without the role consumes nothing; if the service is the first one of the host, <c>IRequiredActor&lt;CommandBus&gt;</c> and the other
    /// buses then lead to the members with the role. The coordinated shutdown drains the service before the node leaves.
    /// </remarks>
    /// <param name="akka">The configuration of the actor system, a member of a cluster (<c>WithClustering</c>).</param>
    /// <param name="service">The name of a service added with <c>AddActorBus</c> or <c>WithActorBus</c>.</param>
    /// <param name="node">How the node participates; null for the defaults.</param>
    public static AkkaConfigurationBuilder WithConsumerNode(this AkkaConfigurationBuilder akka, string service, ActorBusNodeOptions? node = null)
    {
        PlacementOf(akka).Add(service, node ?? new ActorBusNodeOptions(), isExclusive: false);
        return akka;
    }

    /// <summary>Consumes a service on one member of the cluster at a time, for messages that must be handled in order.</summary>
    /// <remarks>
    /// The consumer is an Akka.Cluster singleton on the oldest member with the role. When that member leaves, it drains and hands over; when it dies,
    /// the next member starts after the cluster has removed it. Messages that other nodes tell the buses of the service go there too. Call this after
    /// <c>WithClustering</c>, which sets the roles of the node.
    /// </remarks>
    /// <typeparam name="TKey">
    /// A type that identifies the service in the actor registry: <c>IRequiredActor&lt;TKey&gt;</c> leads to the node that consumes it.
    /// </typeparam>
    /// <param name="akka">The configuration of the actor system, a member of a cluster.</param>
    /// <param name="service">The name of a service added with <c>AddActorBus</c> or <c>WithActorBus</c>.</param>
    /// <param name="node">How the node participates; null for the defaults.</param>
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
