using System.Collections.Concurrent;
using ActorBus.Clustering.Members;
using ActorBus.Clustering.Serialization;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Clustering;

/// <summary>The cluster as ActorBus sees it: the buses of services that run on other members, and who consumes what.</summary>
/// <remarks>Thread-safe. What is told over the cluster arrives at most once; what must arrive is sent over the broker.</remarks>
public sealed class ActorBusCluster : IExtension
{
    private static readonly TimeSpan DescribeLimit = TimeSpan.FromSeconds(15);
    private readonly ExtendedActorSystem _system;
    private readonly ConcurrentDictionary<(string Service, MessageKind Kind, string Role), Lazy<IActorRef>> _buses = new();

    internal ActorBusCluster(ExtendedActorSystem system)
    {
        _system = system;
        Contracts = new MessageContracts();
    }

    /// <summary>What may arrive from other nodes.</summary>
    internal MessageContracts Contracts { get; }

    /// <summary>The cluster that an actor system is a member of.</summary>
    public static ActorBusCluster For(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<ActorBusCluster, ActorBusClusterExtension>();
    }

    /// <summary>A bus of a service, on whichever member runs it; tell or ask it as one of this node.</summary>
    /// <remarks>
    /// The reply to an Ask is as from a bus of this node: the answer to a query, <see cref="Status.Success"/>, or
    /// <see cref="Status.Failure"/>. The type of an answer must be one of <see cref="ActorBusNodeOptions.Contracts"/>.
    /// </remarks>
    /// <param name="service">The name of the service.</param>
    /// <param name="kind">What the bus takes.</param>
    /// <param name="node">The options of the service on its own nodes, where they are not the defaults: role and answer timeout count.</param>
    public IActorRef BusOf(string service, MessageKind kind, ActorBusNodeOptions? node = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        var options = node ?? new ActorBusNodeOptions();
        return _buses.GetOrAdd((service, kind, options.Role), key => new Lazy<IActorRef>(() => _system.ActorOf(
            Props.Create(() => new RemoteBus(key.Service, key.Kind, options, Contracts)), NodePaths.RemoteBus(key.Service, key.Kind, key.Role)))).Value;
    }

    /// <summary>Asks every member what it runs.</summary>
    /// <remarks>A member that does not answer in time is in the description, without services.</remarks>
    public Task<ClusterDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        _system.ActorSelection(NodePaths.Directory).Ask<ClusterDescription>(Describe.Instance, DescribeLimit, cancellationToken);
}
