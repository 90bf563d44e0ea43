using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Tests;

public sealed class When_a_host_starts_and_stops
{
    [Fact]
    public async Task Should_consume_only_while_everything_else_runs()
    {
        var broker = new InMemoryBroker();
        var consumers = new List<int>();
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(broker).OnCommand("order", (string order) => { }, HandlerOptions.FromOutside));
        builder.Services.AddSingleton<IHostedService>(new RecordingService(LookAsync, LookAsync));
        using var host = builder.Build();

        await host.StartAsync();
        await LookAsync();
        await host.StopAsync();

        Assert.Equal([0, 1, 0], consumers);

        async Task LookAsync() => consumers.Add((await broker.Control.ListQueuesAsync()).FirstOrDefault(queue => queue.Name == "billing")?.Consumers ?? 0);
    }

    [Fact]
    public async Task Should_give_buses_to_services_that_start_before()
    {
        var answer = 0;
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnQuery("answer", (string ask) => 42));
        builder.Services.AddSingleton<IHostedService>(services =>
        {
            var queries = services.GetRequiredService<IQueryBus>();
            return new RecordingService(async () => answer = await queries.DispatchAsync<int>("answer"), () => Task.CompletedTask);
        });
        using var host = builder.Build();

        await host.StartAsync();

        Assert.Equal(42, answer);
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_finish_what_runs_before_it_stops()
    {
        var orders = new Orders();
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");
        await orders.NextAsync();

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        orders.Gate.SetResult();
        await stopping.WaitAsync(TestHost.Limit);

        var queue = await host.QueueAsync("billing");
        Assert.Equal((0, 0), (queue!.Ready, queue.Unsettled));
    }

    [Fact]
    public async Task Should_give_back_what_does_not_end_within_the_drain_timeout()
    {
        var orders = new Orders();
        var builder = TestHost.New(("ActorBus:Distribution:DrainTimeout", "200ms"));
        builder.AddActorBus("billing", bus => bus.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");
        await orders.NextAsync();

        await host.StopAsync().WaitAsync(TestHost.Limit);

        var queue = await host.QueueAsync("billing");
        Assert.Equal((1, 0), (queue!.Ready, queue.Unsettled));
    }

    [Fact]
    public async Task Should_say_why_when_the_broker_does_not_come()
    {
        var broker = new InMemoryBroker();
        await broker.Control.StopAsync("out for lunch");
        var builder = TestHost.New(("ActorBus:Distribution:StartTimeout", "300ms"));
        builder.AddActorBus("billing", bus => bus.UseInMemory(broker).OnCommand("order", (string order) => { }, HandlerOptions.FromOutside));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BrokerException>(() => host.StartAsync());

        Assert.Contains("billing", error.Message, StringComparison.Ordinal);
        Assert.Contains("out for lunch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_start_without_the_broker_where_that_is_said_and_consume_when_it_comes()
    {
        var orders = new Orders();
        orders.Gate.SetResult();
        var broker = new InMemoryBroker();
        await broker.Control.StopAsync("out for lunch");
        var builder = TestHost.New(("ActorBus:Distribution:StartWithoutBroker", "true"));
        builder.AddActorBus("billing", bus => bus.UseInMemory(broker).OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        using var host = builder.Build();

        await host.StartAsync().WaitAsync(TestHost.Limit);
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        var before = await checks.CheckHealthAsync();
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (before.Entries["actorbus"].Status, before.Entries["actorbus-live"].Status));
        var sent = host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");
        await broker.Control.StartAsync();

        await sent.WaitAsync(TestHost.Limit);
        Assert.Equal("a book", await orders.NextAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_drain_once_whoever_begins_the_stop()
    {
        var orders = new Orders();
        var log = new MemoryLog();
        var builder = TestHost.New();
        builder.Logging.AddProvider(log);
        builder.AddActorBus("billing", bus => bus.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");
        await orders.NextAsync();

        var terminating = host.Services.GetRequiredService<ActorSystem>().Terminate();
        var stopping = host.StopAsync();
        Assert.False(terminating.IsCompleted || stopping.IsCompleted);
        orders.Gate.SetResult();
        await Task.WhenAll(terminating, stopping).WaitAsync(TestHost.Limit);

        var queue = await host.QueueAsync("billing");
        Assert.Equal((0, 0), (queue!.Ready, queue.Unsettled));
        Assert.Single(log.Text.Split('\n'), line => line.StartsWith("Information Service 'billing' has finished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_have_more_time_to_stop_than_its_services_take()
    {
        var builder = TestHost.New(("ActorBus:Distribution:DrainTimeout", "5m"));
        builder.AddActorBus("billing");
        using var host = builder.Build();
        await host.StartAsync();

        Assert.True(host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout > TimeSpan.FromMinutes(5));
        await host.StopAsync();
    }
}
