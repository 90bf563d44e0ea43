using ActorBus.Hosting;
using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

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

    public bool Consumes => true;

    public async Task StartAsync()
    {
        _sender = Build("benchmark-sender", _ => { });
        await _sender.StartAsync();
        _bus = _sender.Services.GetRequiredService<IDistributedBus>();
    }

    public async Task StartConsumerAsync()
    {
        _receiver = Build(Service, bus => bus.AddHandler<Receiver>());
        await _receiver.StartAsync();
    }

    public async Task StopConsumerAsync()
    {
        await _receiver!.StopAsync();
        _receiver.Dispose();
        _receiver = null;
    }

    public Task PublishAsync(byte[] body, int count) => Callers.RunAsync(options.Callers, count, () => SendAsync(body));

    public Task SendAsync(byte[] body) => _bus.ConvertAndSendCommandAsync(Service, "parcel.take", body);

    public Task AskAsync(byte[] body) => _bus.AskAsync<byte[]>(Service, "parcel.weigh", body);

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null) await StopConsumerAsync();
        if (_sender is null) return;
        await _sender.StopAsync();
        _sender.Dispose();
    }

    private IHost Build(string service, Action<ActorBusBuilder> configure)
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        host.Services.AddSingleton(arrivals);
        host.AddActorBus(service, bus => configure(
            bus.UseRabbitMq(address).ConfigureDistribution(distribution => distribution with { Prefetch = options.Prefetch })));
        return host.Build();
    }

    [Distributed]
    internal sealed class Receiver(Arrivals arrivals)
    {
        [CommandHandler("parcel.take")]
        public void Take(ReadOnlyMemory<byte> body) => arrivals.Add(body.Span);

        [QueryHandler("parcel.weigh")]
        public byte[] Weigh(byte[] body) => body;
    }
}
