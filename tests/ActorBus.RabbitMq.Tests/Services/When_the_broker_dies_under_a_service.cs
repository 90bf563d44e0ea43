using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ActorBus.Distribution;
using ActorBus.RabbitMq.Tests.Faults;
using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_the_broker_dies_under_a_service(PrivateNode node) : IClassFixture<PrivateNode>
{
    private const int Prefetch = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Should_handle_everything_and_twice_at_most_what_was_under_way()
    {
        var begun = new Inbox<string>();
        var ended = new ConcurrentQueue<string>();
        var mayEnd = new TaskCompletionSource();
        var stale = 0L;
        using var meters = Listen(count => Interlocked.Add(ref stale, count));
        await using var billing = await RabbitService.StartAsync(
            node.Options, options => { options.Prefetch = Prefetch; options.SendTimeout = TimeSpan.FromMinutes(2); },
            Handle.Command("take", async (string body) =>
            {
                begun.Add(body);
                await mayEnd.Task;
                ended.Enqueue(body);
            }));
        await node.Node.SyncAsync();
        for (var i = 0; i < 30; i++) await billing.SendAsync("take", $"{i}");
        for (var i = 0; i < Prefetch; i++) await begun.NextAsync();

        await node.Node.KillAsync();
        await billing.WhenConsumerAsync(BridgeHealth.Connecting).WaitAsync(Patience);
        mayEnd.SetResult();
        await node.Node.StartAsync();
        await billing.WhenConsumerAsync(BridgeHealth.Open).WaitAsync(Patience);
        await billing.SendAsync("take", "last");
        while (await begun.NextAsync(Patience) != "last")
        {
        }

        Assert.True(await billing.Service.StopAsync(Rabbit.Patience));
        Assert.Equal(31, ended.Distinct().Count());
        // What ended here while the broker was away is known when it comes again, unless it ended before this was heard of.
        Assert.InRange(ended.Count, 31, 31 + Prefetch);
        Assert.InRange(Interlocked.Read(ref stale), Prefetch, int.MaxValue);
        Assert.Equal((0L, 0L), (await billing.CountAsync(billing.Name), await billing.CountAsync($"{billing.Name}.dead-letters")));
    }

    /// <summary>Other tests of the process count too: at least this many.</summary>
    private static MeterListener Listen(Action<long> onCount)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "actorbus.settlements.stale") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => onCount(count));
        listener.Start();
        return listener;
    }
}
