using ActorBus.Hosting.Running;
using ActorBus.Messages;
using Akka;
using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;

namespace ActorBus.Clustering.Members;

/// <summary>Places the services of one actor system in its cluster.</summary>
internal sealed class ClusterPlacement : IConsumerPlacement
{
    private readonly List<(string Service, ActorBusNodeOptions Node, bool IsExclusive)> _declared = [];
    private readonly Dictionary<string, Props> _exclusive = new(StringComparer.Ordinal);

    /// <summary>Places a service.</summary>
    public void Add(string service, ActorBusNodeOptions node, bool isExclusive)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        if (node.Faults().ToArray() is { Length: > 0 } faults) throw new BusConfigurationException([.. faults.Select(fault => $"Service '{service}': {fault}")]);
        if (_declared.Any(one => one.Service == service)) throw new BusConfigurationException([$"Service '{service}' has two places in the cluster. Leave one."]);
        _declared.Add((service, node, isExclusive));
    }

    /// <summary>Returns the props of the singleton of an exclusive service.</summary>
    /// <exception cref="ActorBusException">The buses did not start.</exception>
    public Props HolderOf(string service) => _exclusive.GetValueOrDefault(service) ?? throw new ActorBusException(
        $"The service '{service}' cannot be consumed on this node, because the buses did not start. The error of the start says why.");

    /// <inheritdoc/>
    public void Place(ActorSystem system, IActorRegistry registry, ServiceDirectory services)
    {
        if (((ExtendedActorSystem)system).Provider is not ClusterActorRefProvider)
            throw new BusConfigurationException(["Services have a place in a cluster, but the actor system is no member of one. Call WithClustering."]);
        var cluster = ActorBusCluster.For(system);
        List<PlacedService> placed = [];
        foreach (var (name, node, isExclusive) in _declared)
        {
            var service = services.Find(name);
            service.IsPlaced = true;
            placed.Add(new PlacedService(service, isExclusive));
            cluster.Contracts.Add(service.Handlers, node.Contracts);
            if (Cluster.Get(system).SelfRoles.Contains(node.Role)) Consume(system, services, service, isExclusive);
            else if (service == services.First) RegisterBuses(registry, cluster, name, node);
        }

        PlacedService[] all = [.. placed];
        registry.Register<ActorBusCluster>(system.ActorOf(Props.Create(() => new NodeDirectory(all)), NodePaths.DirectoryName), overwrite: true);
        StopBeforeHandOver(system, [.. placed.Where(one => one.IsExclusive).Select(one => one.Service)]);
    }

    private void Consume(ActorSystem system, ServiceDirectory services, ActorBusService service, bool isExclusive)
    {
        var contracts = ActorBusCluster.For(system).Contracts;
        var dispatcher = system.ActorOf(
            Props.Create(() => new LocalDispatcher(service, contracts)),
            isExclusive ? NodePaths.Dispatcher(service.Name) : NodePaths.Gateway(service.Name));
        var holder = Props.Create(() => new ConsumerHolder(services, service, dispatcher));
        if (isExclusive) _exclusive[service.Name] = holder;
        else Cluster.Get(system).RegisterOnMemberUp(() => system.ActorOf(holder, NodePaths.Consumer(service.Name)));
    }

    private static void RegisterBuses(IActorRegistry registry, ActorBusCluster cluster, string service, ActorBusNodeOptions node)
    {
        registry.Register<CommandBus>(cluster.BusOf(service, MessageKind.Command, node), overwrite: true);
        registry.Register<EventBus>(cluster.BusOf(service, MessageKind.Event, node), overwrite: true);
        registry.Register<QueryBus>(cluster.BusOf(service, MessageKind.Query, node), overwrite: true);
    }

    /// <summary>Stops exclusive services during shutdown, so that what did not end in time does not run beside the next member.</summary>
    private static void StopBeforeHandOver(ActorSystem system, IReadOnlyList<ActorBusService> exclusive) =>
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "actorbus-stop-exclusive", async () =>
        {
            await Task.WhenAll(exclusive.Select(ServiceDirectory.StopAsync)).ConfigureAwait(false);
            return Done.Instance;
        });
}
