using ActorBus.Hosting.Tests.Support;
using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

/// <summary>Somebody terminates the actor system, or the cluster downs the node: what is under way ends, and the host can stop.</summary>
public sealed class When_an_actor_system_ends_by_itself
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_end_dispatches_and_sends_at_once_and_let_the_host_stop(bool inGoodOrder)
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = TestHost.New();
        builder.Services.AddAkka("mine", (akka, _) => akka
            .AddHocon($"akka.coordinated-shutdown.run-by-actor-system-terminate = {(inGoodOrder ? "on" : "off")}", HoconAddMode.Prepend)
            .WithActorBus());
        builder.AddActorBus("billing", bus => bus
            .OnCommand("slow", async (string order, CancellationToken stop) =>
            {
                began.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
            })
            .OnCommand("order", (string order) => { }, Handlers.HandlerOptions.FromOutside));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        using var host = builder.Build();
        await host.StartAsync();
        var commands = host.Services.GetRequiredService<ICommandBus>();
        var running = commands.DispatchAsync("an order", new DispatchOptions { MessageName = "slow" });
        await began.Task.WaitAsync(TestHost.Limit);
        var system = host.Services.GetRequiredService<ActorSystem>();

        var ended = system.Terminate();
        if (!inGoodOrder) await ended.WaitAsync(TimeSpan.FromSeconds(20));

        if (!inGoodOrder) await Assert.ThrowsAsync<BusStoppedException>(() => running.WaitAsync(TestHost.Limit));
        await ended.WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<BusStoppedException>(() => commands.DispatchAsync("an order", new DispatchOptions { MessageName = "order" }).WaitAsync(TestHost.Limit));
        await Assert.ThrowsAsync<BusStoppedException>(() => host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book").WaitAsync(TestHost.Limit));
        await Assert.ThrowsAsync<BusStoppedException>(() => host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("shipping", "order", "a book").WaitAsync(TestHost.Limit));
        // Far less than the time that the drain may take, which is half a minute.
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }
}
