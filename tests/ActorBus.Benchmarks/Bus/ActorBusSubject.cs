using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Benchmarks.Bus;

/// <summary>The local buses of ActorBus, in a host.</summary>
internal sealed class ActorBusSubject(IHost host) : IBusSubject
{
    private static readonly OrderCount Answer = new(1);
    private readonly ICommandBus _commands = host.Services.GetRequiredService<ICommandBus>();
    private readonly IEventBus _events = host.Services.GetRequiredService<IEventBus>();
    private readonly IQueryBus _queries = host.Services.GetRequiredService<IQueryBus>();

    public string Name => "actorbus";

    public static async Task<IBusSubject> StartAsync() =>
        new ActorBusSubject(await ServiceHost.StartActorBusAsync("benchmark", bus => bus.AddHandler<Handlers>()));

    public Task CommandAsync(PlaceOrder command) => _commands.DispatchAsync(command);

    public Task<OrderCount> QueryAsync(CountOrders query) => _queries.DispatchAsync<OrderCount>(query);

    public Task EventAsync(OrderPlaced @event) => _events.DispatchAsync(@event);

    public async ValueTask DisposeAsync() => await ServiceHost.StopAsync(host);

    private sealed class Handlers
    {
        [CommandHandler]
        public static void Handle(PlaceOrder command) => Handled.Command();

        [QueryHandler]
        public static OrderCount Find(CountOrders query)
        {
            Handled.Query();
            return Answer;
        }

        [EventHandler]
        public static void First(OrderPlaced @event) => Handled.First();

        [EventHandler]
        public static void Second(OrderPlaced @event) => Handled.Second();

        [EventHandler]
        public static void Third(OrderPlaced @event) => Handled.Third();
    }
}
