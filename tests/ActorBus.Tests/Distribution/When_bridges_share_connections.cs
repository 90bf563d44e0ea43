using ActorBus.Distribution;
using ActorBus.InMemory;

namespace ActorBus.Tests.Distribution;

public sealed class When_bridges_share_connections
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Should_have_one_to_publish_and_one_to_consume_however_many_services_are_sent_to()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, handlers => handlers
            .OnCommand<string>("order", (_, _) => Task.CompletedTask)
            .OnQuery<string>("count", (text, _) => Task.FromResult<object?>(text.Length)));
        Assert.Equal(3, await shop.Bus.AskAsync<int>("shop", "count", "abc"));
        var before = broker.Host.Connections.Count;
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("pay", (_, _) => Task.CompletedTask));
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers.OnCommand<string>("ship", (_, _) => Task.CompletedTask));
        var others = broker.Host.Connections.Count - before;

        await shop.Bus.SendCommandAsync("billing", "pay", "x");
        await shop.Bus.SendCommandAsync("shipping", "ship", "x");
        await shop.Bus.SendCommandAsync("shop", "order", "x");

        Assert.Equal(2, before);
        Assert.Equal(4, others);
        Assert.Equal(before + others, broker.Host.Connections.Count);
    }

    [Fact]
    public async Task Should_close_a_bridge_that_is_not_used_and_open_another_one_for_the_next_send()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("pay", (body, _) =>
        {
            inbox.Add(body);
            return Task.CompletedTask;
        }));
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, options =>
        {
            options.IdleBridgeTimeout = TimeSpan.FromMilliseconds(50);
            options.MaxDestinations = 2;
        });

        for (var round = 0; round < 5; round++)
        {
            await shop.Bus.SendCommandAsync("billing", "pay", $"{round}");
            Assert.Equal($"{round}", await inbox.NextAsync());
            using var limit = new CancellationTokenSource(Soon);
            while (shop.Service.Bridges.Any(bridge => bridge.Service == "billing")) await Task.Delay(5, limit.Token);
        }

        // The own one stays, and what was closed counts no more.
        Assert.Contains(shop.Service.Bridges, bridge => bridge is { Service: "shop", Now.Health: BridgeHealth.Open });
        await Assert.ThrowsAsync<DeliveryFailedException>(() => shop.Bus.SendCommandAsync("nobody", "pay", "x"));
    }

    [Fact]
    public async Task Should_lose_nothing_when_bridges_are_closed_while_others_begin_to_use_them()
    {
        await using var broker = new InMemoryBroker();
        var count = 0;
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("pay", (_, _) =>
        {
            Interlocked.Increment(ref count);
            return Task.CompletedTask;
        }));
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, options => options.IdleBridgeTimeout = TimeSpan.FromMilliseconds(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async sender =>
        {
            var random = new Random(sender);
            for (var number = 0; number < 100; number++)
            {
                await shop.Bus.SendCommandAsync("billing", "pay", "x").WaitAsync(Soon);
                if (random.Next(4) == 0) await Task.Delay(random.Next(4));
            }
        }));

        Assert.True(await billing.Service.StopAsync(Soon));
        Assert.Equal(400, count);
    }
}
