using ActorBus.Clustering.Members;
using ActorBus.Hosting.Running;
using ActorBus.Messages;
using Akka;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Clustering.Composition;

/// <summary>The services of one actor system, and their place in its cluster, if it has one.</summary>
internal sealed class ActorBusNode(ActorSystem system, IServiceProvider provider, ActorBusSetup setup)
{
    private readonly ActorBusCluster _cluster = ActorBusCluster.For(system);
    private HostRuntime _runtime = null!;
    private bool _isHosted;

    private bool IsClustered => ((ExtendedActorSystem)system).Provider is ClusterActorRefProvider;

    /// <summary>Makes the buses, registers them and gives the consumers to the cluster.</summary>
    public Task StartAsync(IActorRegistry registry)
    {
        (_runtime, _isHosted) = NodeServices.Make(system, provider, setup);
        var options = _runtime.Services.ToDictionary(service => service, OptionsOf);
        var faults = options.SelectMany(one => one.Value.Faults().Select(fault => $"Service '{one.Key.Setup.Name}': {fault}")).ToArray();
        if (faults.Length > 0) throw new BusConfigurationException(faults);

        foreach (var (service, node) in options)
        {
            _cluster.Contracts.Add(service.Setup.Handlers, node.Contracts);
            if (IsClustered) Place(service, node);
        }

        _cluster.Contracts.BindTo((ExtendedActorSystem)system);
        if (IsClustered)
        {
            var services = options.Select(one => new PlacedService(one.Key, one.Value.IsExclusive)).ToArray();
            var directory = system.ActorOf(Props.Create(() => new NodeDirectory(services)), NodePaths.DirectoryName);
            registry.Register<ActorBusCluster>(directory, overwrite: true);
        }

        Register(registry, _runtime.First, options[_runtime.First]);
        DrainBeforeLeaving();
        StopInOrder([.. options.Where(one => IsClustered && one.Value.IsExclusive).Select(one => one.Key)]);
        return Task.CompletedTask;
    }

    /// <summary>Begins to consume, where neither a cluster nor a hosted service does.</summary>
    public Task ConsumeAsync() => _isHosted ? Task.CompletedTask : Task.WhenAll(_runtime.Services.Select(service => service.StartAsync()));

    private ActorBusNodeOptions OptionsOf(ServiceRuntime service)
    {
        var options = NodeOptionsReader.Read(system.Settings.Config, service.Setup.Name);
        return setup.Declarations.Find(one => (one.Name ?? system.Name) == service.Setup.Name)?.Node?.Invoke(options) ?? options;
    }

    private void Place(ServiceRuntime service, ActorBusNodeOptions node)
    {
        service.IsPlaced = true;
        var cluster = Cluster.Get(system);
        if (!cluster.SelfRoles.Contains(node.Role)) return;
        var name = service.Setup.Name;
        var contracts = _cluster.Contracts;
        var dispatcher = system.ActorOf(
            Props.Create(() => new LocalDispatcher(service, contracts)), node.IsExclusive ? NodePaths.Dispatcher(name) : NodePaths.Gateway(name));
        var holder = Props.Create(() => new ConsumerHolder(service, dispatcher));
        if (node.IsExclusive) PlaceOnOne(name, node.Role, holder);
        else cluster.RegisterOnMemberUp(() => system.ActorOf(holder, NodePaths.Consumer(name)));
    }

    private void PlaceOnOne(string name, string role, Props holder)
    {
        var manager = NodePaths.Exclusive(name);
        system.ActorOf(
            ClusterSingletonManager.Props(holder, ConsumerHolder.HandOver.Instance, ClusterSingletonManagerSettings.Create(system).WithRole(role)), manager);
        system.ActorOf(ClusterSingletonProxy.Props($"/user/{manager}", ClusterSingletonProxySettings.Create(system).WithRole(role)), NodePaths.Gateway(name));
    }

    private void Register(IActorRegistry registry, ServiceRuntime first, ActorBusNodeOptions node)
    {
        var elsewhere = IsClustered && !Cluster.Get(system).SelfRoles.Contains(node.Role);
        registry.Register<CommandBus>(Bus(MessageKind.Command, first.Buses.Commands), overwrite: true);
        registry.Register<EventBus>(Bus(MessageKind.Event, first.Buses.Events), overwrite: true);
        registry.Register<QueryBus>(Bus(MessageKind.Query, first.Buses.Queries), overwrite: true);
        IActorRef Bus(MessageKind kind, IMessageBus own) => elsewhere ? _cluster.BusOf(first.Setup.Name, kind, node) : own.Actor;
    }

    private void DrainBeforeLeaving()
    {
        var shutdown = CoordinatedShutdown.Get(system);
        // The rest of the host stops side by side with the actor system: what handlers need of it must still be there.
        if (!_isHosted) provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping.Register(() => _ = DrainAsync());
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "actorbus-drain", DrainAsync);
    }

    private void StopInOrder(IReadOnlyList<ServiceRuntime> exclusive)
    {
        var shutdown = CoordinatedShutdown.Get(system);
        // What did not end in time must not go on beside the next member.
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "actorbus-stop-exclusive", async () =>
        {
            await Task.WhenAll(exclusive.Select(service => service.StopAsync())).ConfigureAwait(false);
            return Done.Instance;
        });
        // The others ask this node until they know that it has left.
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "actorbus-stop", async () =>
        {
            await _runtime.DisposeAsync().ConfigureAwait(false);
            return Done.Instance;
        });
    }

    private async Task<Done> DrainAsync()
    {
        await Task.WhenAll(_runtime.Services.Select(service => service.DrainAsync())).ConfigureAwait(false);
        return Done.Instance;
    }
}
