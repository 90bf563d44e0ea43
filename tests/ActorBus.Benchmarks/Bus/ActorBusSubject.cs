using ActorBus.Handlers;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Benchmarks.Bus;

/// <summary>The local buses of ActorBus.</summary>
internal sealed class ActorBusSubject : IBusSubject
{
    private static readonly OrderCount Answer = new(1);
    private readonly ActorSystem _system;
    private readonly BusRuntime _runtime;
    private readonly ICommandBus _commands;
    private readonly IEventBus _events;
    private readonly IQueryBus _queries;

    private ActorBusSubject(ActorSystem system, BusRuntime runtime)
    {
        _system = system;
        _runtime = runtime;
        _commands = runtime.Commands;
        _events = runtime.Events;
        _queries = runtime.Queries;
    }

    public string Name => "actorbus";

    public static async Task<IBusSubject> StartAsync()
    {
        var system = ActorSystem.Create("bus-benchmark");
        var handlers = new HandlerRegistry(HandlerDiscovery.FromType(typeof(Handlers)));
        return new ActorBusSubject(system, await BusRuntime.StartAsync(
            system, new BusRuntimeOptions(), handlers, new ServiceCollection().BuildServiceProvider()));
    }

    public Task CommandAsync(PlaceOrder command) => _commands.DispatchAsync(command);

    public Task<OrderCount> QueryAsync(CountOrders query) => _queries.DispatchAsync<OrderCount>(query);

    public Task EventAsync(OrderPlaced @event) => _events.DispatchAsync(@event);

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        await _system.Terminate();
    }

    private static class Handlers
    {
        [CommandHandler]
        public static void Handle(PlaceOrder command) => _ = command;

        [QueryHandler]
        public static OrderCount Find(CountOrders query) => query.Number < 0 ? new OrderCount(0) : Answer;

        [EventHandler]
        public static void First(OrderPlaced @event) => _ = @event;

        [EventHandler]
        public static void Second(OrderPlaced @event) => _ = @event;

        [EventHandler]
        public static void Third(OrderPlaced @event) => _ = @event;
    }
}
