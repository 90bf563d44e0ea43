using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_a_handler_takes_longer_than_the_broker_waits
{
    [Fact]
    public async Task Should_run_once_at_a_time_and_be_settled_at_last()
    {
        await using var node = await RabbitMqNode.StartNewAsync();
        // The broker looks once a minute, which is no setting of its configuration file.
        await node.ControlAsync("eval", "[application:set_env(rabbit, Name, 1000) || Name <- [consumer_timeout, channel_tick_interval]].");
        var began = new Inbox<string>();
        var ended = new Inbox<string>();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var billing = await RabbitService.StartAsync(Rabbit.OptionsFor(node), null, Handle.Command("take", async (string body) =>
        {
            began.Add(body);
            if (body == "slow") await gate.Task;
            ended.Add(body);
        }) with
        { Concurrency = 4 });

        await billing.SendAsync("take", "slow");
        Assert.Equal("slow", await began.NextAsync());
        // The broker takes it back twice, and closes the channel each time.
        for (var times = 0; times < 2; times++)
        {
            await billing.WhenConsumerAsync(Distribution.BridgeHealth.Connecting);
            await billing.WhenConsumerAsync(Distribution.BridgeHealth.Open);
        }

        await billing.SendAsync("take", "quick");
        Assert.Equal("quick", await ended.NextAsync());
        gate.SetResult();
        Assert.Equal("slow", await ended.NextAsync());

        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("quick", await began.NextAsync());
        Assert.Equal(0, began.Waiting);
        Assert.Equal(0, await billing.CountAsync(billing.Name));
    }
}
