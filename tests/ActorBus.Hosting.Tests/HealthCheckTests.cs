using ActorBus.InMemory;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests;

public sealed class HealthCheckTests : IAsyncDisposable
{
    private readonly InMemoryBroker _broker = new();
    private readonly IHost _host;

    public HealthCheckTests()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).OnCommand("order", (string order) => { }, HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        _host = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Check_BeforeTheStart_IsUnhealthy() => Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);

    [Fact]
    public async Task Check_EverythingOpen_IsHealthy()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_BrokerTakesNothing_IsDegradedAndSaysWhy()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);

        await _broker.Control.BlockAsync("the disk is full");

        Assert.Contains("the disk is full", (await UntilAsync(HealthStatus.Degraded)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BrokerAway_IsUnhealthyUntilItIsBack()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);

        await _broker.Control.StopAsync("maintenance");
        Assert.Contains("maintenance", (await UntilAsync(HealthStatus.Unhealthy)).Description, StringComparison.Ordinal);

        await _broker.Control.StartAsync();
        await UntilAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_DeadLettersCannotBeStored_IsUnhealthyUntilTheyCan()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).ConfigureDistribution(options =>
        {
            options.Declare = false;
            options.SendTimeout = TimeSpan.FromSeconds(1);
            options.FailurePolicy = new Recovery.FailurePolicy { ImmediateRetries = 0, DelayedRetries = [] };
        }).OnCommand("fail", void (string order) => throw new InvalidOperationException("on purpose"), HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        await _host.StopAsync();
        using var host = builder.Build();
        await host.StartAsync();
        await using var connection = await _broker.ConnectAsync(Brokers.ConnectionPurpose.Publish, _ => { });
        var queue = (await _broker.Control.ListQueuesAsync()).Single(one => one.Name == "billing.dead-letters").Name;
        Assert.True(await _broker.Control.DeleteQueueAsync(queue));

        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "fail", "order");

        Assert.Contains("'billing.dead-letters'", (await UntilAsync(host, HealthStatus.Unhealthy, "cannot be stored")).Description, StringComparison.Ordinal);
        await connection.DeclareAsync(new Brokers.Topology { Queues = [new Brokers.QueueDeclaration(queue)] });
        await UntilAsync(host, HealthStatus.Healthy, "");
        await host.StopAsync();
    }

    [Fact]
    public async Task Check_AnActorCannotBeMade_IsUnhealthyWithTheReasonUntilItCan()
    {
        Moody.Reset();
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus.UseInMemory(_broker).OnActor<Moody>(Messages.MessageKind.Command, "order", typeof(string), HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        using var host = builder.Build();
        await host.StartAsync();

        var unhealthy = await UntilAsync(host, HealthStatus.Unhealthy, "no database today");
        Assert.Contains("/handlers/order", unhealthy.Description, StringComparison.Ordinal);
        // With growing pauses: it costs next to nothing.
        Assert.InRange(Moody.Made, 2, 20);
        var sent = host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("shop", "order", "waits for it");
        Moody.IsWell = true;

        await UntilAsync(host, HealthStatus.Healthy, "every connection is open");
        await sent;
        await Moody.Handled.Task.WaitAsync(TestHost.Limit);
        await host.StopAsync();
    }

    [Fact]
    public async Task Check_ABusWasStopped_IsUnhealthyAndNamesIt()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);

        _host.Services.GetRequiredService<ActorBusService>().Local.Events.Actor.Tell(Akka.Actor.PoisonPill.Instance, Akka.Actor.ActorRefs.NoSender);

        Assert.Contains("the bus 'event-bus' was stopped", (await UntilAsync(HealthStatus.Unhealthy)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_QueueOfARawConsumerIsMissing_IsDegradedAndNamesIt()
    {
        var builder = TestHost.New(("ActorBus:Distribution:Raw:Consumers:payments:Queue", "payments.of.others"));
        builder.AddActorBus("shop", bus => bus.UseInMemory(_broker));
        builder.Services.AddHealthChecks().AddActorBus();
        using var host = builder.Build();
        await host.StartAsync();

        var entry = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["actorbus"];

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("raw consumer 'payments' is connecting", entry.Description, StringComparison.Ordinal);
        Assert.Contains("there is no queue 'payments.of.others'", entry.Description, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private async Task<HealthReportEntry> CheckAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["actorbus"];

    /// <summary>A state is all that a health check shows: it is looked at until it is so.</summary>
    private async Task<HealthReportEntry> UntilAsync(HealthStatus status)
    {
        using var limit = new CancellationTokenSource(TestHost.Limit);
        while (true)
        {
            var entry = await CheckAsync();
            if (entry.Status == status) return entry;
            Assert.False(limit.IsCancellationRequested, $"still {entry.Status} instead of {status}: {entry.Description}");
            await Task.Yield();
        }
    }

    private static async Task<HealthReportEntry> UntilAsync(IHost host, HealthStatus status, string why)
    {
        using var limit = new CancellationTokenSource(TestHost.Limit);
        while (true)
        {
            var entry = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None)).Entries["actorbus"];
            if (limit.IsCancellationRequested) Assert.Fail($"{entry.Status}: {entry.Description}");
            if (entry.Status == status && entry.Description!.Contains(why, StringComparison.Ordinal)) return entry;
            await Task.Delay(10, CancellationToken.None);
        }
    }

    internal sealed class Moody : Akka.Actor.ReceiveActor
    {
        private static int _made;

        public Moody()
        {
            Interlocked.Increment(ref _made);
            if (!IsWell) throw new InvalidOperationException("no database today");
            Receive<string>(_ =>
            {
                Handled.TrySetResult();
                Sender.Tell("done", Self);
            });
        }

        public static bool IsWell { get; set; }

        public static int Made => Volatile.Read(ref _made);

        public static TaskCompletionSource Handled { get; private set; } = new();

        public static void Reset() => (IsWell, _made, Handled) = (false, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
