using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Topologies;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Logs;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Settings;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Running;

/// <summary>One service of a host: its buses from the beginning, its consumer between start and drain.</summary>
internal sealed class ServiceRuntime
{
    // What is handled while the host stops may still need the local buses; they go last and have nothing left to wait for.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private readonly ActorBusService _service;
    private readonly IReadOnlyList<IBroker> _brokers;
    private readonly ILogger _logger;
    private volatile bool _isTold;
    private Task? _draining;
    private Task? _stopping;

    private ServiceRuntime(ServiceSetup setup, ActorBusService service, IReadOnlyList<IBroker> brokers, ILogger logger)
    {
        Setup = setup;
        _service = service;
        _brokers = brokers;
        _logger = logger;
    }

    /// <summary>What the service consists of.</summary>
    public ServiceSetup Setup { get; }

    /// <summary>The local buses.</summary>
    public BusRuntime Buses => _service.Local;

    /// <summary>The distributed bus.</summary>
    public IDistributedBus Distributed => _service.Distributed;

    /// <summary>The actor of the distributed bus.</summary>
    public IActorRef DistributedActor => _service.DistributedActor;

    /// <summary>The state of every connection.</summary>
    public IReadOnlyCollection<BridgeStatus> Statuses => _service.Bridges;

    /// <summary>Messages as they are on the default broker.</summary>
    public IRawBus Raw => _service.Raw;

    /// <summary>True when something beside this host says where the service is consumed; <see cref="StartAsync"/> then does not.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>True when this process is to consume the service's queues.</summary>
    public bool Consumes => CanConsume && (_isTold || !IsPlaced);

    /// <summary>True when there is something that this process could consume.</summary>
    public bool CanConsume => Setup.Brokers.Any(HasConsumer);

    /// <summary>The queues of the service, on all its brokers.</summary>
    public IReadOnlyList<string> Queues => _service.ConsumedQueues;

    /// <summary>The dead letters of the service on the default broker.</summary>
    public IDeadLetters DeadLetters => _service.DeadLetters;

    /// <summary>The queues that this process consumes when it does, each with its broker.</summary>
    public IEnumerable<(IBroker Broker, string Queue)> ConsumedQueues => Setup.Brokers.Index().Where(one => HasConsumer(one.Item))
        .SelectMany(one => _service.Distributions[one.Index].ConsumedQueues.Select(queue => (_brokers[one.Index], queue)));

    /// <summary>The names of the brokers on which this process consumes.</summary>
    public IEnumerable<string> ConsumedBrokers => Consumes ? Setup.Brokers.Where(HasConsumer).Select(broker => broker.Name) : [];

    /// <summary>A further distributed bus; null when there is none of that name.</summary>
    public IDistributedBus? FindBus(string name) =>
        _service.DistributedBuses.FirstOrDefault(bus => SettingsKey.Of(bus.Key) == SettingsKey.Of(name)).Value;

    /// <summary>Makes the actors; the local buses take messages when the task completes.</summary>
    /// <exception cref="BusConfigurationException">Two of the brokers are the same.</exception>
    public static async Task<ServiceRuntime> CreateAsync(ActorSystem system, ServiceSetup setup, IServiceProvider services)
    {
        var own = new OwnServices(services, setup.Converters);
        IBroker[] brokers = [.. setup.Brokers.Select(plan => plan.Create())];
        if (BrokerTwins.Faults(setup, brokers) is { Count: > 0 } faults) throw new BusConfigurationException(faults);
        var service = await ActorBusService.CreateAsync(
            system, [.. setup.Brokers.Zip(brokers, (plan, broker) => new ServiceBroker(plan.Name, broker, plan.Distribution))], setup.Maps,
            setup.Handlers, own, setup.Buses).ConfigureAwait(false);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("ActorBus");
        own.Runtime = new ServiceRuntime(setup, service, brokers, logger);
        return own.Runtime;
    }

    /// <summary>Begins to consume; a service that only sends waits until it can.</summary>
    /// <exception cref="BrokerException">The broker refuses, or did not come in time.</exception>
    public Task StartAsync() => IsPlaced ? Task.CompletedTask : BeginAsync();

    /// <summary>Begins to consume, wherever that was decided.</summary>
    /// <exception cref="BrokerException">The broker refuses, or did not come in time.</exception>
    public async Task BeginAsync()
    {
        _isTold = true;
        await _service.ConsumeAsync().ConfigureAwait(false);
        foreach (var (plan, broker) in Setup.Brokers.Zip(_brokers))
            _logger.ServiceStarted(Setup.Name, HasConsumer(plan) ? "consumes its queue" : "sends", broker.Name, broker.Address, Setup.Handlers.All.Count, plan.Capacity);
    }

    /// <summary>Stops consuming for now and lets what is under way end; sends go on.</summary>
    public async Task EndAsync()
    {
        _isTold = false;
        var limit = Setup.Distribution.DrainTimeout;
        if (!await _service.StopConsumingAsync(limit).ConfigureAwait(false)) _logger.ServiceNotDrained(Setup.Name, limit);
    }

    /// <summary>Stops consuming and lets what is under way end, once; later calls wait for the first.</summary>
    public Task DrainAsync() => _draining ??= DrainCoreAsync();

    private async Task DrainCoreAsync()
    {
        var limit = Setup.Distribution.DrainTimeout;
        if (await _service.DrainAsync(limit).ConfigureAwait(false)) _logger.ServiceDrained(Setup.Name);
        else _logger.ServiceNotDrained(Setup.Name, limit);
    }

    /// <summary>Stops the actors and closes the connections, once; later calls wait for the first.</summary>
    public Task StopAsync() => _stopping ??= StopCoreAsync();

    private async Task StopCoreAsync()
    {
        await _service.Local.StopAsync(StopLimit).ConfigureAwait(false);
        foreach (var (_, broker) in Setup.Brokers.Zip(_brokers).Where(one => one.First.IsOwned)) await broker.DisposeAsync().ConfigureAwait(false);
    }

    private bool HasConsumer(BrokerPlan plan) => plan.Distribution.Consume && OwnTopology.HasQueue(plan.Distribution, Setup.Handlers);
}
