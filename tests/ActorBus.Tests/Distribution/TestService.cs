using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;
using ActorBus.InMemory;
using ActorBus.Recovery;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Tests.Distribution;

/// <summary>A whole service over an in-memory broker, with an actor system of its own.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly ActorSystem _system;
    private readonly ActorBusService _service;
    private readonly InMemoryBroker _broker;
    private readonly IServiceProvider _services;
    private readonly Inbox<(string Role, BridgeHealth Health)> _changes = new();
    private readonly Inbox<Delivery> _deadLetters = new();
    private IBrokerConnection? _connection;

    private TestService(ActorSystem system, ActorBusService service, InMemoryBroker broker, IServiceProvider services)
    {
        _services = services;
        _system = system;
        _service = service;
        _broker = broker;
        foreach (var status in service.Bridges) status.Changed += now => _changes.Add((status.Role, now.Health));
    }

    public IDistributedBus Bus => _service.Distributed;

    public ActorBusService Service => _service;

    public static async Task<TestService> StartAsync(
        string name, InMemoryBroker broker, Action<TestHandlers> handlers, Action<DistributionOptions>? configure = null,
        TimeProvider? time = null, Inbox<string>? log = null, BusRuntimeOptions? buses = null)
    {
        var all = new TestHandlers();
        handlers(all);
        var system = ActorSystem.Create("test", "akka.loglevel = OFF");
        var services = new ServiceCollection().AddSingleton(time ?? TimeProvider.System).AddLogging();
        if (log is not null) services.AddSingleton<ILoggerProvider>(new InboxLog(log));
        var provider = services.BuildServiceProvider();
        var options = new DistributionOptions
        {
            ServiceName = name,
            FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [] },
            DrainTimeout = TimeSpan.FromSeconds(10),
        };
        configure?.Invoke(options);
        var service = await ActorBusService.StartAsync(
            system, broker, new HandlerRegistry(all.All), provider, buses ?? new BusRuntimeOptions(), options);
        return new TestService(system, service, broker, provider);
    }

    /// <summary>Writes an entry into the log, behind all that is there.</summary>
    public void Log(string entry) => _services.GetRequiredService<ILogger<TestService>>().LogWarning("{Entry}", entry);

    public Task WhenConsumerAsync(BridgeHealth health) => WhenAsync(BridgeStatus.Consumer, health);

    public async Task WhenAsync(string role, BridgeHealth health)
    {
        while (await _changes.NextAsync() != (role, health))
        {
        }
    }

    public async Task PublishRawAsync(BrokerMessage message)
    {
        var connection = await ConnectionAsync();
        var isEvent = message.Headers.TryGetValue(WireHeaders.Kind, out var kind) && kind is "event";
        var outcome = await connection.PublishAsync(isEvent
            ? new OutgoingMessage("", _service.Name, message)
            : new OutgoingMessage(ActorBusProfile.CommandExchange, _service.Name, message));
        Assert.Equal(PublishOutcome.Confirmed, outcome);
    }

    /// <summary>Puts a command straight into the service's own queue, as a foreign client writes it.</summary>
    public async Task PublishRawAsync(WireProfile profile, BrokerMessage message)
    {
        var headers = new Dictionary<string, object>(message.Headers);
        headers[profile == WireProfile.Ecotone ? EcotoneHeaders.PayloadType : WireHeaders.Kind] = "command";
        if (profile == WireProfile.Ecotone) headers[EcotoneHeaders.RoutingKey] = message.Type!;
        var outcome = await (await ConnectionAsync()).PublishAsync(new OutgoingMessage(
            "", profile == WireProfile.Ecotone ? $"distributed_{_service.Name}" : _service.Name, message with { Headers = headers }));
        Assert.Equal(PublishOutcome.Confirmed, outcome);
    }

    public async Task<BrokerMessage> NextDeadLetterAsync()
    {
        if (_deadLetters.Waiting == 0)
        {
            var connection = await ConnectionAsync();
            await connection.ConsumeAsync(QueueNames.DeadLetters(_service.Name), 100, _deadLetters.Add, _ => { });
        }

        var delivery = await _deadLetters.NextAsync();
        delivery.Settle(Settlement.Ack);
        return delivery.Message;
    }

    public Task<long> CountDeadLettersAsync() => CountReadyAsync(QueueNames.DeadLetters(_service.Name));

    public async Task<long> CountReadyAsync(string queue) => (await (await ConnectionAsync()).InspectAsync(queue))!.Ready;

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync();
        await _service.DisposeAsync();
        await _system.Terminate();
    }

    private async Task<IBrokerConnection> ConnectionAsync() =>
        _connection is { IsOpen: true } open ? open : _connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
}
