using System.Text;
using ActorBus.RabbitMq.Tests.Support;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Faults;

public sealed class When_others_send_odd_messages
{
    [Fact]
    public async Task Should_deliver_a_body_of_70_megabytes_so_that_it_can_be_refused()
    {
        await using var connection = await Rabbit.ConnectAsync(purpose: ConnectionPurpose.Consume);
        var dead = await Rabbit.QueueAsync(connection);
        var queue = await Rabbit.QueueAsync(connection, queue => queue with { DeadLetterExchange = "", DeadLetterRoutingKey = dead });
        await AmqpAdmin.PublishAsync(queue, new BasicProperties { MessageId = "large" }, new byte[70 * 1024 * 1024]);
        await AmqpAdmin.PublishAsync(queue, new BasicProperties { MessageId = "small" }, new byte[1]);
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 1, inbox.Add, _ => { });

        var large = await inbox.NextAsync();
        Assert.Equal(70 * 1024 * 1024, large.Message.Body.Length);
        Assert.Equal(SettleResult.Settled, large.Settle(Settlement.Reject));

        Assert.Equal("small", (await inbox.NextAsync()).Message.MessageId);
        await connection.ConsumeAsync(dead, 1, inbox.Add, _ => { });
        Assert.Equal("large", (await inbox.NextAsync()).Message.MessageId);
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task Should_keep_what_is_not_text_as_bytes_and_read_every_other_kind()
    {
        await using var connection = await Rabbit.ConnectAsync(purpose: ConnectionPurpose.Consume);
        var queue = await Rabbit.QueueAsync(connection);
        byte[] notText = [0xff, 0xfe, 0xc3, 0x28];
        object deep = "bottom";
        for (var level = 0; level < 50; level++)
            deep = new List<object> { deep };
        var headers = new Dictionary<string, object?>
        {
            ["not-text"] = notText,
            ["text"] = Encoding.UTF8.GetBytes("grüße"),
            ["int"] = 42,
            ["short"] = (short)-3,
            ["byte"] = (byte)200,
            ["signed"] = (sbyte)-1,
            ["uint"] = 4_000_000_000u,
            ["float"] = 0.5f,
            ["decimal"] = 12.5m,
            ["nothing"] = null,
            ["binary"] = new BinaryTableValue([1, 2]),
            ["time"] = new AmqpTimestamp(1_700_000_000),
            ["mad-time"] = new AmqpTimestamp(long.MaxValue),
            ["deep"] = deep,
            ["table"] = new Dictionary<string, object?> { ["inner"] = notText },
        };

        await AmqpAdmin.PublishAsync(queue, new BasicProperties { Headers = headers }, new byte[] { 1 });
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 1, inbox.Add, _ => { });
        var got = (await inbox.NextAsync()).Message.Headers;

        Assert.Equal(notText, got["not-text"]);
        Assert.Equal("grüße", got["text"]);
        Assert.Equal((42L, -3L, 200L, -1L, 4_000_000_000L), (got["int"], got["short"], got["byte"], got["signed"], got["uint"]));
        Assert.Equal((0.5, 12.5), (got["float"], got["decimal"]));
        Assert.Equal(new byte[] { 1, 2 }, got["binary"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), got["time"]);
        Assert.Equal(9999, ((DateTimeOffset)got["mad-time"]).Year);
        Assert.Equal(notText, ((Dictionary<string, object>)got["table"])["inner"]);
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task Should_count_deliveries_by_the_broker_and_not_by_the_sender()
    {
        await using var connection = await Rabbit.ConnectAsync(purpose: ConnectionPurpose.Consume);
        var queue = await Rabbit.QueueAsync(connection, queue => queue with { DeliveryLimit = 20 });
        var forged = new Dictionary<string, object?> { ["x-delivery-count"] = 99L };
        await AmqpAdmin.PublishAsync(queue, new BasicProperties { Headers = forged }, new byte[] { 1 });
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 1, inbox.Add, _ => { });

        var first = await inbox.NextAsync();
        first.Settle(Settlement.Requeue);
        var second = await inbox.NextAsync();

        Assert.Equal(1, second.DeliveryCount);
        Assert.DoesNotContain("x-delivery-count", second.Message.Headers.Keys);
    }
}
