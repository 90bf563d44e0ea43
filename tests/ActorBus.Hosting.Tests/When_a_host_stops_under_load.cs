using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Tests;

public sealed class When_a_host_stops_under_load
{
    [Fact]
    public async Task Should_log_neither_warnings_nor_dead_letters()
    {
        var log = new MemoryLog();
        for (var round = 0; round < 5; round++)
        {
            var builder = TestHost.New();
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
            builder.AddActorBus("billing", bus => bus
                .OnCommand("take", async (string order) => await Task.Yield(), HandlerOptions.FromOutside)
                .OnEvent("taken", (string order) => { }, HandlerOptions.FromOutside)
                .OnQuery("count", (string order) => order.Length, HandlerOptions.FromOutside));
            using var host = builder.Build();
            await host.StartAsync();
            var bus = host.Services.GetRequiredService<IDistributedBus>();
            Assert.Equal(3, await bus.AskAsync<int>("billing", "count", "abc"));
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 4).Select(_ => LoadAsync(bus, stop.Token)).ToArray();

            await host.StopAsync().WaitAsync(TestHost.Limit);

            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        Assert.Contains("billing", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            log.Text.Split('\n'),
            line => line.StartsWith("Warning ", StringComparison.Ordinal) || line.StartsWith("Error ", StringComparison.Ordinal)
                || line.Contains("dead letter", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task LoadAsync(IDistributedBus bus, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await bus.SendCommandAsync("billing", "take", "x", cancellationToken: stop);
                await bus.PublishEventAsync("taken", "x", cancellationToken: stop);
                await bus.AskAsync<int>("billing", "count", "x", cancellationToken: stop);
            }
            catch (Exception refused) when (refused is OperationCanceledException or ActorBusException or TimeoutException)
            {
                // As it may be while the service stops.
                await Task.Yield();
            }
        }
    }
}
