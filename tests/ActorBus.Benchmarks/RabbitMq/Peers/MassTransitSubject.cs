using System.Buffers.Binary;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>MassTransit at equal safety: its confirms, mandatory sends, a quorum queue, the same prefetch; else its defaults.</summary>
internal sealed class MassTransitSubject(string broker, Options options, Arrivals arrivals) : IRabbitMqSubject
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private ServiceProvider? _sender;
    private ServiceProvider? _receiver;
    private ISendEndpoint _endpoint = null!;
    private IRequestClient<Weigh> _client = null!;

    public string Name => "masstransit";

    public string Queue => "benchmark-masstransit";

    public bool Publishes => true;

    public bool Consumes => true;

    public async Task StartAsync()
    {
        _sender = await BuildAsync(_ => { }, (_, _) => { });
        var bus = _sender.GetRequiredService<IBus>();
        // The exchange, and not the queue: a sender would declare that one as a classic queue.
        var address = new Uri($"exchange:{Queue}");
        _endpoint = await bus.GetSendEndpoint(address);
        _client = bus.CreateRequestClient<Weigh>(address);
    }

    public async Task StartConsumerAsync() => _receiver = await BuildAsync(
        bus =>
        {
            bus.AddConsumer<ParcelConsumer>();
            bus.AddConsumer<WeighConsumer>();
        },
        (context, rabbit) => rabbit.ReceiveEndpoint(Queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.PrefetchCount = options.Prefetch;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureConsumer<ParcelConsumer>(context);
            endpoint.ConfigureConsumer<WeighConsumer>(context);
        }));

    public async Task StopConsumerAsync()
    {
        await StopAsync(_receiver!);
        _receiver = null;
    }

    public Task PublishAsync(byte[] body, int count) => Callers.RunAsync(options.Callers, count, () => SendAsync(body));

    public Task SendAsync(byte[] body) => _endpoint.Send(
        new Parcel(BinaryPrimitives.ReadInt64LittleEndian(body), ParcelText.For(body)),
        Pipe.Execute<SendContext<Parcel>>(context => context.GetPayload<RabbitMqSendContext>().Mandatory = true));

    public Task AskAsync(byte[] body) => _client.GetResponse<Weight>(new Weigh(ParcelText.For(body)));

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null) await StopConsumerAsync();
        if (_sender is not null) await StopAsync(_sender);
    }

    private static async Task StopAsync(ServiceProvider services)
    {
        await services.GetRequiredService<IBusControl>().StopAsync(Limit);
        await services.DisposeAsync();
    }

    private async Task<ServiceProvider> BuildAsync(
        Action<IBusRegistrationConfigurator> add, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> configure)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error))
            .AddSingleton(arrivals)
            .AddMassTransit(bus =>
            {
                add(bus);
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(new Uri(broker));
                    configure(context, rabbit);
                });
            })
            .BuildServiceProvider();
        await services.GetRequiredService<IBusControl>().StartAsync(Limit);
        return services;
    }


    private sealed class ParcelConsumer(Arrivals arrivals) : IConsumer<Parcel>
    {
        public Task Consume(ConsumeContext<Parcel> context)
        {
            arrivals.Add(context.Message.Left);
            return Task.CompletedTask;
        }
    }

    private sealed class WeighConsumer(Arrivals arrivals) : IConsumer<Weigh>
    {
        public Task Consume(ConsumeContext<Weigh> context)
        {
            arrivals.Ask();
            return context.RespondAsync(new Weight(context.Message.Text));
        }
    }
}
