using System.Runtime.InteropServices;
using System.Text;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.RabbitMq;
using ActorBus.Recovery;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Chaos;

/// <summary>A process that consumes: notes each message that it handled in a file, fails now and then, and dies of a poisoned one.</summary>
internal static class Worker
{
    /// <summary>The service.</summary>
    public const string Service = "worker";

    /// <summary>The command that it handles; the body is the number of the message.</summary>
    public const string Command = "work";

    /// <summary>The body of which the process dies.</summary>
    public const string Poison = "poison";

    /// <summary>How often the broker hands out what kills the process.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>How many messages it has at a time.</summary>
    public const int Prefetch = 200;

    private const int FailPercent = 2;

    /// <summary>Runs until the process is told to end.</summary>
    public static async Task<int> RunAsync(string brokerUri, string ledger, int deliveryLimit, int prefetch)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            end.TrySetResult();
        });
        // What is written is in the hands of the system: it outlives the process.
        using var file = new FileStream(ledger, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var broker = new RabbitMqBroker(RabbitMqOptions.FromUri(brokerUri), NullLogger.Instance);
        using var system = ActorSystem.Create(Service, "akka.loglevel = OFF");
        await using (await StartAsync(system, broker, deliveryLimit, prefetch, Handle.Command(Command, (string body) => Work(body, file)) with { IsDistributed = true }))
        {
            Console.WriteLine("consumes");
            await end.Task;
        }

        await system.Terminate();
        return 0;
    }

    /// <summary>Starts the service.</summary>
    public static Task<ActorBusService> StartAsync(
        ActorSystem system, RabbitMqBroker broker, int deliveryLimit, int prefetch, params HandlerDescriptor[] handlers) =>
        ActorBusService.StartAsync(
            system, broker, new HandlerRegistry(handlers), new ServiceCollection().BuildServiceProvider(), new BusRuntimeOptions(),
            new DistributionOptions
            {
                ServiceName = Service,
                Prefetch = prefetch,
                DeliveryLimit = deliveryLimit,
                StartTimeout = TimeSpan.FromMinutes(2),
                SendTimeout = TimeSpan.FromMinutes(1),
                FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)], JitterPercent = 50 },
            });

    private static void Work(string body, FileStream file)
    {
        if (body == Poison) Environment.FailFast("poisoned");
        if (Random.Shared.Next(100) < FailPercent) throw new TimeoutException("fails now and then");
        var line = Encoding.ASCII.GetBytes($"{body}\n");
        lock (file) file.Write(line);
    }
}
