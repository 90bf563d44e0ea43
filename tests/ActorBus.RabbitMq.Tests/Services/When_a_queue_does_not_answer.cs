using ActorBus.Distribution;
using ActorBus.RabbitMq.Tests.Faults;
using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Services;

/// <summary>
/// A quorum queue without a majority answers nobody, while its node does. Here its leader is put to sleep, which looks the same
/// from outside and takes no cluster.
/// </summary>
public sealed class When_a_queue_does_not_answer(PrivateNode node) : IClassFixture<PrivateNode>
{
    [Fact]
    public async Task Should_confirm_nothing_and_consume_again_when_it_is_back()
    {
        var handled = new Inbox<string>();
        var options = node.Options;
        options.ConfirmTimeout = options.RequestTimeout = TimeSpan.FromSeconds(1);
        await using var billing = await RabbitService.StartAsync(options, null, Handle.Command("take", (string body) => handled.Add(body)));
        await billing.SendAsync("take", "before");
        Assert.Equal("before", await handled.NextAsync());

        await LeaderAsync("suspend", billing.Name);
        var unknown = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => billing.Bus.With(new SendOptions { Timeout = TimeSpan.FromSeconds(3) }).SendCommandAsync(billing.Name, "take", "lost or not"));
        Assert.Equal(PublishStatus.Unknown, unknown.Status);
        // Its consumer has to subscribe to a queue that does not answer.
        await node.Node.ControlAsync("close_all_connections", "so that it consumes anew");
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        await LeaderAsync("resume", billing.Name);

        await billing.SendAsync("take", "after");
        string next;
        do
        {
            next = await handled.NextAsync();
            Assert.True(next is "lost or not" or "after", next);
        }
        while (next != "after");
    }

    private Task<string> LeaderAsync(string what, string queue) => node.Node.ControlAsync(
        "eval",
        $"{{ok, Queue}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"{queue}\">>)), {{Leader, _}} = amqqueue:get_pid(Queue), sys:{what}(Leader).");
}
