using System.Runtime.CompilerServices;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Logs;
using ActorBus.InMemory;
using ActorBus.Pipeline;
using Akka;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Running;

/// <summary>The services of a host: assembled when the first bus is resolved, started and stopped with the actor system.</summary>
/// <remarks>
/// Nothing here blocks, and no user object is created before the start, so an object that takes a bus in its constructor may be created at any time,
/// including by an observer or a plugin. What is dispatched or sent before the start waits for it.
/// </remarks>
internal sealed class ServiceDirectory : IAsyncDisposable, IDisposable
{
    // The last phase of the shutdown has nothing left to wait for, because the services have been drained.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Once _drain = new();
    private readonly ConditionalWeakTable<IServiceProvider, OwnServices> _owners = [];
    private readonly ILogger _log;

    /// <exception cref="BusConfigurationException">Something is invalid; the error lists every fault.</exception>
    public ServiceDirectory(IServiceProvider services)
    {
        var catalog = ServiceCatalog.Of(services);
        var setups = new ServiceComposer(services, services.GetService<IConfiguration>()).Compose(catalog.Builders);
        var running = setups.Where(setup => catalog.Only is null || setup.Name == catalog.Only).ToArray();
        if (running.Length == 0) throw new BusConfigurationException(["This host runs no service. Add one: builder.AddActorBus(\"billing\", bus => ...)."]);
        var missing = running.SelectMany(setup => KnownServices.Missing(setup.Handlers, services).Select(fault => $"Service '{setup.Name}': {fault}")).ToArray();
        if (missing.Length > 0) throw new BusConfigurationException(missing);
        _log = services.GetRequiredService<ILoggerFactory>().CreateLogger("ActorBus");
        foreach (var setup in running)
        {
            foreach (var assembly in setup.EmptyAssemblies) _log.NoHandlersInAssembly(setup.Name, assembly);
        }

        Services = [.. running.Select(setup => Make(setup, running.Length > 1, services))];
    }

    /// <summary>Returns the services of a host that has started, or whose container has ActorBus registered.</summary>
    public static ServiceDirectory Of(IServiceProvider services) =>
        services.GetService<ServiceDirectory>() ?? ActorBusSetup.Of(services)?.Directory
        ?? throw new ActorBusException("ActorBus does not run in this host yet. Start the host first.");

    /// <summary>The running services, in the order in which they were added.</summary>
    public IReadOnlyList<ActorBusService> Services { get; }

    /// <summary>The service whose buses are resolved without a key.</summary>
    public ActorBusService First => Services[0];

    /// <summary>Returns the service for whose handler a scope of the container was made; the first one for any other scope.</summary>
    public ActorBusService OwnerOf(IServiceProvider scope) => (_owners.TryGetValue(scope, out var owner) ? owner.Service : null) ?? First;

    /// <summary>Completes when the buses run; fails with the reason when they cannot be started.</summary>
    public Task Started => _started.Task;

    /// <summary>The longest drain timeout of the services.</summary>
    public TimeSpan DrainLimit => Services.Max(service => service.Options.DrainTimeout);

    /// <summary>Returns the service with a name.</summary>
    /// <exception cref="ActorBusException">The service does not run.</exception>
    public ActorBusService Find(string name) => Services.FirstOrDefault(service => service.Name == name) ?? throw new ActorBusException(
        $"The service '{name}' does not run in this process; there is: {string.Join(", ", Services.Select(service => $"'{service.Name}'"))}.");

    /// <summary>Returns the additional distributed bus with a name, from the first service that has it.</summary>
    /// <exception cref="ActorBusException">No distributed bus has this name.</exception>
    public IDistributedBus FindBus(object? name) =>
        Services.Select(service => service.DistributedBuses.GetValueOrDefault(name as string ?? "")).FirstOrDefault(bus => bus is not null)
        ?? throw new ActorBusException(
            $"There is no distributed bus '{name}' in this process: neither a service of that name, nor one added with AddDistributedBus or "
            + "below 'distributed-buses' in configuration.");

    /// <summary>Starts the actors of all services and gives the placements the opportunity to decide where they are consumed.</summary>
    /// <exception cref="BusConfigurationException">Two brokers are the same, or a plugin cannot be attached.</exception>
    public async Task StartAsync(ActorSystem system, IActorRegistry registry, IReadOnlyList<IConsumerPlacement> placements)
    {
        try
        {
            AddShutdownTasks(CoordinatedShutdown.Get(system));
            if (BrokerTwins.Faults(Services) is { Count: > 0 } twins) throw new BusConfigurationException(twins);
            foreach (var service in Services) await service.StartAsync(system).ConfigureAwait(false);
            foreach (var placement in placements) placement.Place(system, registry, this);
            Register(registry);
            _started.TrySetResult();
        }
        catch (Exception error)
        {
            _started.TrySetException(error);
            throw;
        }
    }

    /// <summary>Begins to consume every service that no placement controls.</summary>
    /// <exception cref="BrokerException">A broker refused or was not reached in time.</exception>
    public Task ConsumeAsync() => Task.WhenAll(Services.Where(service => !service.IsPlaced).Select(ConsumeAsync));

    /// <summary>Begins to consume one service.</summary>
    /// <exception cref="BrokerException">A broker refused or was not reached in time.</exception>
    public async Task ConsumeAsync(ActorBusService service)
    {
        await service.ConsumeAsync().ConfigureAwait(false);
        var consumed = service.ConsumedBrokers.ToHashSet(StringComparer.Ordinal);
        foreach (var broker in service.Brokers)
        {
            _log.ServiceStarted(
                service.Name, consumed.Contains(broker.Name) ? "consumes its queue" : "sends", broker.Broker.Name, broker.Broker.Address,
                service.Handlers.All.Count, broker.Capacity);
        }

        TellOfHidden(service);
    }

    /// <summary>Pauses consuming one service and waits for its running handlers; sends continue.</summary>
    public async Task StopConsumingAsync(ActorBusService service)
    {
        var limit = service.Options.DrainTimeout;
        if (!await service.StopConsumingAsync(limit).ConfigureAwait(false)) _log.ServiceNotDrained(service.Name, limit);
    }

    /// <summary>Stops consuming all services and waits for their running handlers, once.</summary>
    public Task DrainAsync() => _drain.RunAsync(() => Task.WhenAll(Services.Select(DrainAsync)));

    /// <summary>Stops one service, once.</summary>
    public static Task StopAsync(ActorBusService service) => service.StopAsync(StopLimit);

    /// <summary>Stops every service and disposes the brokers that were created for them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services)
        {
            await StopAsync(service).ConfigureAwait(false);
            await service.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Disposes synchronously, for containers that are not disposed asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private ActorBusService Make(ServiceSetup setup, bool isOneOfSeveral, IServiceProvider services)
    {
        var own = new OwnServices(services, setup.Converters, isOneOfSeveral ? _owners : null);
        if (isOneOfSeveral) setup.Buses.Name = $"{setup.Buses.Name}-{setup.Name}";
        var brokers = setup.Brokers.Select(plan => new ServiceBroker(plan.Name, new DeferredBroker(plan.Create, plan.IsOwned), plan.Distribution, plan.Capacity));
        return own.Service = new ActorBusService(setup.Buses, setup.Handlers, [.. brokers], setup.Maps, setup.Converters, own);
    }

    private void Register(IActorRegistry registry)
    {
        registry.TryRegister<CommandBus>(First.Local.Commands.Actor);
        registry.TryRegister<EventBus>(First.Local.Events.Actor);
        registry.TryRegister<QueryBus>(First.Local.Queries.Actor);
        registry.TryRegister<IDistributedBus>(First.DistributedActor);
    }

    /// <summary>Reports handlers without [Distributed]: as information, or as a warning when no handler of the service is reachable.</summary>
    private void TellOfHidden(ActorBusService service)
    {
        var hidden = service.Handlers.All.Count(handler => !handler.IsDistributed);
        if (hidden == 0) return;
        if (hidden == service.Handlers.All.Count && service.Brokers.Any(one => one.Broker.Name != InMemoryBroker.Kind && one.Options is { SendOnly: false, Consume: true }))
            _log.NothingDistributed(service.Name, hidden);
        else
            _log.HandlersHidden(service.Name, hidden, service.Handlers.All.Count);
    }

    private void AddShutdownTasks(CoordinatedShutdown shutdown)
    {
        shutdown.AddTask(ShutdownPhases.Drain, "actorbus-drain", async () =>
        {
            await DrainAsync().ConfigureAwait(false);
            return Done.Instance;
        });
        // Until the other members of a cluster know that this one has left, they still ask its buses.
        shutdown.AddTask(ShutdownPhases.Stop, "actorbus-stop", async () =>
        {
            await DisposeAsync().ConfigureAwait(false);
            return Done.Instance;
        });
    }

    private async Task DrainAsync(ActorBusService service)
    {
        var limit = service.Options.DrainTimeout;
        if (!await service.DrainAsync(limit).ConfigureAwait(false)) _log.ServiceNotDrained(service.Name, limit);
        else _log.ServiceDrained(service.Name);
    }
}
