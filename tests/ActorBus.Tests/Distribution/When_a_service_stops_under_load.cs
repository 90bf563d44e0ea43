using System.Collections.Concurrent;
using ActorBus.Handlers;
using ActorBus.InMemory;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_service_stops_under_load
{
    private readonly ConcurrentQueue<string> _akka = new();
    private readonly FakeLogCollector _log = new(Microsoft.Extensions.Options.Options.Create(new FakeLogCollectorOptions()));

    [Fact]
    public async Task Should_log_no_dead_letters_of_its_own_and_no_warning()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var broker = new InMemoryBroker();
            // Every dead letter counts, also while the system stops.
            var system = ActorSystem.Create("stopping", """
                akka {
                  loglevel = DEBUG
                  loggers = []
                  stdout-loglevel = OFF
                  log-dead-letters = 1000000
                  log-dead-letters-during-shutdown = on
                }
                """);
            var reader = system.ActorOf(Props.Create(() => new AkkaLogReader(_akka)), "reader");
            await reader.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
            var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_log)));
            var service = await ActorBusService.StartAsync(
                system, broker, new HandlerRegistry(Handlers()), services.BuildServiceProvider(), new BusRuntimeOptions(),
                new ActorBus.Distribution.DistributionOptions { ServiceName = "billing" });
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 4).Select(_ => LoadAsync(service, stop.Token)).ToArray();
            await service.Distributed.AskAsync<int>("billing", "count", "x");

            await service.StopAsync(TimeSpan.FromSeconds(20));
            await stop.CancelAsync();
            await Task.WhenAll(load);
            // What is told before this has come to the reader.
            await reader.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(10));
            await system.Terminate();
        }

        Assert.Empty(_akka);
        Assert.Empty(_log.GetSnapshot().Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message));
    }

    private static IEnumerable<HandlerDescriptor> Handlers() =>
    [
        Handle.Command("take", async (string _) => await Task.Yield()) with { IsDistributed = true },
        Handle.Event("taken", (string _) => { }, "first") with { IsDistributed = true },
        Handle.Event("taken", async (string _) => await Task.Yield(), "second") with { IsDistributed = true },
        Handle.Query("count", (string text) => text.Length) with { IsDistributed = true },
        Handle.Command("actor", Props.Create(() => new Taker())),
    ];

    /// <summary>Sends and dispatches until the service has stopped; what it refuses meanwhile is refused.</summary>
    private static async Task LoadAsync(ActorBusService service, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Task[] all =
            [
                TryAsync(() => service.Distributed.SendCommandAsync("billing", "take", "x", cancellationToken: stop)),
                TryAsync(() => service.Distributed.PublishEventAsync("taken", "x", cancellationToken: stop)),
                TryAsync(() => service.Distributed.AskAsync<int>("billing", "count", "x", cancellationToken: stop)),
                TryAsync(() => service.Local.Commands.DispatchAsync("take", cancellationToken: stop)),
                TryAsync(() => service.Local.Commands.DispatchAsync("actor", cancellationToken: stop)),
                TryAsync(() => service.Local.Events.DispatchAsync("taken", cancellationToken: stop)),
            ];
            await Task.WhenAll(all);
        }
    }

    private static async Task TryAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception refused) when (refused is OperationCanceledException or ActorBusException or TimeoutException)
        {
            // As it may be while the service stops.
            await Task.Yield();
        }
    }

    private sealed class Taker : ReceiveActor
    {
        public Taker() => ReceiveAny(_ => Sender.Tell(new Status.Success(null)));
    }
}
