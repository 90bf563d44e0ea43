using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>ActorBus as users have it: two hosts, one that sends and one with a handler class.</summary>
internal sealed class ActorBusSubject(string address, Options options, Arrivals arrivals) : IRabbitMqSubject
{
    private const string Service = "benchmark-actorbus";
    private IHost? _sender;
    private IHost? _receiver;
    private IDistributedBus _bus = null!;

    public string Name => "actorbus";

    public string Queue => Service;

    public bool Publishes => true;

    public bool Consumes => true;

    public async Task StartAsync()
    {
        _sender = await StartAsync("benchmark-sender", _ => { });
        _bus = _sender.Services.GetRequiredService<IDistributedBus>();
    }

    public async Task StartConsumerAsync() => _receiver = await StartAsync(Service, bus => bus.AddHandler<Receiver>());

    public async Task StopConsumerAsync()
    {
        await ServiceHost.StopAsync(_receiver!);
        _receiver = null;
    }

    public Task PublishAsync(byte[] body, int count) => Callers.RunAsync(options.Callers, count, () => SendAsync(body));

    public Task SendAsync(byte[] body) => _bus.ConvertAndSendCommandAsync(Service, "parcel.take", body);

    public Task AskAsync(byte[] body) => _bus.AskAsync<byte[]>(Service, "parcel.weigh", body);

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null) await StopConsumerAsync();
        if (_sender is not null) await ServiceHost.StopAsync(_sender);
    }

    private Task<IHost> StartAsync(string service, Action<ActorBusBuilder> configure) => ServiceHost.StartActorBusAsync(
        service,
        bus => configure(bus.UseRabbitMq(address).ConfigureDistribution(distribution => distribution.Prefetch = options.Prefetch)),
        arrivals);

    [Distributed]
    internal sealed class Receiver(Arrivals arrivals)
    {
        [CommandHandler("parcel.take")]
        public void Take(ReadOnlyMemory<byte> body) => arrivals.Add(body.Span);

        [QueryHandler("parcel.weigh")]
        public byte[] Weigh(byte[] body)
        {
            arrivals.Ask();
            return body;
        }
    }
}
