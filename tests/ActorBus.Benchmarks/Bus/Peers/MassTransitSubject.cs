using Akka.DependencyInjection;
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

    public MassTransitSubject()
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

    public Task CommandAsync(PlaceOrder command) => _mediator.Send(command);

    public async Task<OrderCount> QueryAsync(CountOrders query) => (await _client.GetResponse<OrderCount>(query)).Message;

    public Task EventAsync(OrderPlaced @event) => _mediator.Publish(@event);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class CommandConsumer : IConsumer<PlaceOrder>
    {
        public Task Consume(ConsumeContext<PlaceOrder> context) => Task.CompletedTask;
    }

    private sealed class QueryConsumer : IConsumer<CountOrders>
    {
        public Task Consume(ConsumeContext<CountOrders> context) => context.RespondAsync(Answer);
    }

    private sealed class First : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Task.CompletedTask;
    }

    private sealed class Second : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Task.CompletedTask;
    }

    private sealed class Third : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Task.CompletedTask;
    }
}
