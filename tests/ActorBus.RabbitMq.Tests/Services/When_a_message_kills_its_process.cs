using ActorBus.Chaos;
using ActorBus.RabbitMq.Tests.Faults;
using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_a_message_kills_its_process(PrivateNode node) : IClassFixture<PrivateNode>
{
    private const string Limit = "1";

    [Fact]
    public async Task Should_be_set_aside_by_the_broker_and_the_others_go_on()
    {
        var ledger = Path.GetTempFileName();
        try
        {
            // Declares its queues.
            await using (var first = await WorkerProcess.StartAsync(node.Node.Uri, ledger, Limit)) Assert.Equal(0, await first.TerminateAsync());
            await using var connection = await Rabbit.ConnectAsync(node.Options);
            await PublishAsync(connection, "poison");
            await PublishAsync(connection, "7");

            for (var delivery = 0; delivery < 2; delivery++)
            {
                await using var dying = await WorkerProcess.StartAsync(node.Node.Uri, ledger, Limit);
                Assert.NotEqual(0, await dying.EndAsync());
            }

            await using var living = await WorkerProcess.StartAsync(node.Node.Uri, ledger, Limit);
            var dead = new Inbox<Delivery>();
            await connection.ConsumeAsync("worker.dead-letters", 1, dead.Add, _ => { });
            var letter = await dead.NextAsync();
            Assert.Equal("poison", Rabbit.TextOf(letter));
            letter.Settle(Settlement.Ack);
            using var limit = new CancellationTokenSource(Rabbit.Patience);
            while (await File.ReadAllTextAsync(ledger, limit.Token) != "7\n") await Task.Delay(20, limit.Token);
            Assert.Equal(0, await living.TerminateAsync());
        }
        finally
        {
            File.Delete(ledger);
        }
    }

    private static async Task PublishAsync(IBrokerConnection connection, string body) => Assert.Equal(
        PublishOutcome.Confirmed,
        await connection.PublishAsync(new OutgoingMessage("", "worker", new BrokerMessage
        {
            Body = System.Text.Encoding.UTF8.GetBytes(body),
            Type = "work",
            ContentType = "text/plain",
            Headers = new Dictionary<string, object> { [Distribution.Profiles.WireHeaders.Kind] = "command" },
        })));
}
