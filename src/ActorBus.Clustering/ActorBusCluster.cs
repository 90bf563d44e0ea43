using System.Collections.Concurrent;
using ActorBus.Clustering.Members;
using ActorBus.Clustering.Serialization;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Clustering;

/// <summary>Represents the cluster: the buses of services that run on other members, and which member consumes what.</summary>
/// <remarks>Thread-safe. Messages told over the cluster are delivered at most once; send over the broker what must arrive.</remarks>
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

    /// <summary>The contracts of the messages that may arrive from other nodes.</summary>
    internal MessageContracts Contracts { get; }

    /// <summary>Returns the cluster of which an actor system is a member.</summary>
    public static ActorBusCluster For(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<ActorBusCluster, ActorBusClusterExtension>();
    }

    /// <summary>Returns a bus of a service on whichever member runs it, for use with Tell or Ask like a local bus.</summary>
    /// <remarks>
    /// The reply to an Ask is that of a local bus: the answer to a query, <see cref="Status.Success"/>, or <see cref="Status.Failure"/>. The type of
    /// an answer must be one of <see cref="ActorBusNodeOptions.Contracts"/>.
    /// </remarks>
    /// <param name="service">The name of the service.</param>
    /// <param name="kind">The kind of message the bus accepts.</param>
    /// <param name="node">
    /// The options of the service on its own nodes if they are not the defaults; only the role and the answer timeout are used.
    /// </param>
    public IActorRef BusOf(string service, MessageKind kind, ActorBusNodeOptions? node = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        var options = node ?? new ActorBusNodeOptions();
        return _buses.GetOrAdd((service, kind, options.Role), key => new Lazy<IActorRef>(() => _system.ActorOf(
            Props.Create(() => new RemoteBus(key.Service, key.Kind, options, Contracts)), NodePaths.RemoteBus(key.Service, key.Kind, key.Role)))).Value;
    }

    /// <summary>Asks every member what it runs.</summary>
    /// <remarks>A member that does not answer in time is included in the description, without services.</remarks>
    public Task<ClusterDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        _system.ActorSelection(NodePaths.Directory).Ask<ClusterDescription>(Describe.Instance, DescribeLimit, cancellationToken);
}
