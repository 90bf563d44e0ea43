using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.RabbitMQ;
using Wolverine.Runtime;
using Wolverine.Transports;

namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>Wolverine at the safety that it can have: tracked confirms, a quorum queue, inline handling with an acknowledgement after it.</summary>
/// <remarks>
/// It never publishes mandatory, and marks messages as persistent only with an outbox in a database; a quorum queue stores them all the same.
/// The host of the handler stays, and only its listener stops and starts, because each new host compiles the handlers again.
/// </remarks>
/// <param name="name">The name in the tables.</param>
/// <param name="broker">The address of the broker.</param>
/// <param name="options">The options of the command line.</param>
/// <param name="arrivals">What counts the handled messages.</param>
/// <param name="parallelism">How many messages are handled at the same time; its default is 1.</param>
internal sealed class WolverineSubject(string name, string broker, Options options, Arrivals arrivals, ushort parallelism) : IRabbitMqSubject
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private IHost? _sender;
    private IHost? _receiver;
    private IListeningAgent? _listener;
    private Wolverine.IMessageBus _bus = null!;

    public string Name => name;

    public string Queue => $"benchmark-{name}";

    public bool Publishes => parallelism == 1;

    public bool Consumes => true;

    public async Task StartAsync()
    {
        _sender = await StartAsync("sender", wolverine =>
        {
            wolverine.PublishMessage<Parcel>().ToRabbitQueue(Queue).SendInline();
            wolverine.PublishMessage<Weigh>().ToRabbitQueue(Queue).SendInline();
        });
        _bus = _sender.MessageBus();
    }

    public async Task StartConsumerAsync()
    {
        if (_listener is not null)
        {
            await _listener.StartAsync();
            return;
        }

        _receiver = await StartAsync("receiver", wolverine =>
        {
            wolverine.Discovery.IncludeType(typeof(ParcelHandler));
            wolverine.ListenToRabbitQueue(Queue)
                .ProcessInline().PreFetchCount((ushort)options.Prefetch).ConsumerDispatchConcurrency(parallelism).DrainWaitForPrefetch();
        });
        var endpoints = _receiver.Services.GetRequiredService<IWolverineRuntime>().Endpoints;
        _listener = endpoints.ActiveListeners().Single(one => one.Endpoint.EndpointName == Queue);
    }

    public async Task StopConsumerAsync() => await _listener!.StopAndDrainAsync();

    public Task PublishAsync(byte[] body, int count) => Callers.RunAsync(options.Callers, count, () => SendAsync(body));

    public Task SendAsync(byte[] body) =>
        _bus.SendAsync(new Parcel(BinaryPrimitives.ReadInt64LittleEndian(body), ParcelText.For(body))).AsTask();

    public Task AskAsync(byte[] body) => _bus.InvokeAsync<Weight>(new Weigh(ParcelText.For(body)), timeout: Limit);

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null) await ServiceHost.StopAsync(_receiver);
        if (_sender is not null) await ServiceHost.StopAsync(_sender);
    }

    private Task<IHost> StartAsync(string service, Action<WolverineOptions> configure) => ServiceHost.StartAsync(builder =>
    {
        // It warns that a host that only sends has no handlers.
        builder.Logging.AddFilter("Wolverine.Configuration", LogLevel.Error);
        builder.Services.AddSingleton(arrivals);
        builder.UseWolverine(wolverine =>
        {
            wolverine.ServiceName = $"{Queue}-{service}";
            wolverine.Durability.Mode = DurabilityMode.Solo;
            wolverine.Discovery.DisableConventionalDiscovery();
            wolverine.UseRabbitMq(new Uri(broker)).UseQuorumQueues().AutoProvision().ConfigureChannelCreation(channel =>
            {
                channel.PublisherConfirmationsEnabled = true;
                channel.PublisherConfirmationTrackingEnabled = true;
            });
            configure(wolverine);
        });
    });
}
