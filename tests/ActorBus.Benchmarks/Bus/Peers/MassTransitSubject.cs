using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>MassTransit's mediator at its defaults.</summary>
internal sealed class MassTransitSubject : IBusSubject
{
    private static readonly OrderCount Answer = new(1);
    private readonly ServiceProvider _services;
    private readonly IMediator _mediator;
    private readonly IRequestClient<CountOrders> _client;

    private MassTransitSubject()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddMediator(settings =>
            {
                settings.AddConsumer<CommandConsumer>();
                settings.AddConsumer<QueryConsumer>();
                settings.AddConsumer<First>();
                settings.AddConsumer<Second>();
                settings.AddConsumer<Third>();
            })
            .BuildServiceProvider();
        _mediator = _services.GetRequiredService<IMediator>();
        _client = _mediator.CreateRequestClient<CountOrders>();
    }

    public string Name => "masstransit";

    public static Task<IBusSubject> StartAsync() => Task.FromResult<IBusSubject>(new MassTransitSubject());

    public Task CommandAsync(PlaceOrder command) => _mediator.Send(command);

    public async Task<OrderCount> QueryAsync(CountOrders query) => (await _client.GetResponse<OrderCount>(query)).Message;

    public Task EventAsync(OrderPlaced @event) => _mediator.Publish(@event);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Task Count(Action handled)
    {
        handled();
        return Task.CompletedTask;
    }

    private sealed class CommandConsumer : IConsumer<PlaceOrder>
    {
        public Task Consume(ConsumeContext<PlaceOrder> context) => Count(Handled.Command);
    }

    private sealed class QueryConsumer : IConsumer<CountOrders>
    {
        public Task Consume(ConsumeContext<CountOrders> context)
        {
            Handled.Query();
            return context.RespondAsync(Answer);
        }
    }

    private sealed class First : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Count(Handled.First);
    }

    private sealed class Second : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Count(Handled.Second);
    }

    private sealed class Third : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Count(Handled.Third);
    }
}
