using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.RabbitMq.Tests.Support;
using ActorBus.Recovery;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.RabbitMq.Tests.Services;

/// <summary>A whole service over RabbitMQ under a name of its own, whose queues go with it.</summary>
internal sealed class RabbitService : IAsyncDisposable
{
    private readonly ActorSystem _system;
    private readonly RabbitMqBroker _broker;
    private readonly Inbox<BridgeHealth> _consumer = new();

    private RabbitService(ActorSystem system, RabbitMqBroker broker, ActorBusService service)
    {
        _system = system;
        _broker = broker;
        Service = service;
        foreach (var status in service.Bridges.Where(status => status.Role == "consumer")) status.Changed += now => _consumer.Add(now.Health);
    }

    public ActorBusService Service { get; }

    public string Name => Service.Name;

    public IDistributedBus Bus => Service.Distributed;

    public static Task<RabbitService> StartAsync(
        RabbitMqOptions options, Action<DistributionOptions>? configure, params HandlerDescriptor[] handlers) =>
        StartAsync(options, NullLogger.Instance, configure, handlers);

    public static Task<RabbitService> StartAsync(
        RabbitMqOptions options, ILogger log, Action<DistributionOptions>? configure, params HandlerDescriptor[] handlers) =>
        StartAsync(Rabbit.NewName("service"), options, log, configure, handlers);

    public static async Task<RabbitService> StartAsync(
        string name, RabbitMqOptions options, ILogger log, Action<DistributionOptions>? configure, params HandlerDescriptor[] handlers)
    {
        var system = ActorSystem.Create("test", "akka.loglevel = OFF");
        var broker = new RabbitMqBroker(options, log);
        var distribution = new DistributionOptions
        {
            ServiceName = name,
            FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [] },
            DrainTimeout = TimeSpan.FromSeconds(10),
        };
        configure?.Invoke(distribution);
        try
        {
            var service = await ActorBusService.StartAsync(
                system, broker, new HandlerRegistry(handlers.Select(handler => handler with { IsDistributed = true })),
                new ServiceCollection().BuildServiceProvider(), new BusRuntimeOptions(), distribution);
            return new RabbitService(system, broker, service);
        }
        catch
        {
            await broker.DisposeAsync();
            await system.Terminate();
            throw;
        }
    }

    public Task SendAsync(string name, string body = "body") => Bus.SendCommandAsync(Name, name, body);

    /// <summary>Waits until the consumer changes to a state.</summary>
    public async Task WhenConsumerAsync(BridgeHealth health)
    {
        while (await _consumer.NextAsync() != health)
        {
        }
    }

    /// <summary>Waits for one dead letter, and takes it.</summary>
    public async Task<BrokerMessage> NextDeadLetterAsync()
    {
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        var found = new Inbox<Delivery>();
        await connection.ConsumeAsync($"{Name}.dead-letters", 1, found.Add, _ => { });
        var delivery = await found.NextAsync();
        delivery.Settle(Settlement.Ack);
        return delivery.Message;
    }

    public async Task<long> CountAsync(string queue)
    {
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        return (await connection.InspectAsync(queue))!.Ready;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await _broker.DisposeAsync();
        await _system.Terminate();
    }
}
