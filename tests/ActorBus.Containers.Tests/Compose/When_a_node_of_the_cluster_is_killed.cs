using System.Text.Json;

namespace ActorBus.Containers.Tests.Compose;

[Collection(ComposeCollection.Name)]
public sealed class When_a_node_of_the_cluster_is_killed
{
    private const int Orders = 20_000;

    [Fact]
    public async Task Should_lose_nothing()
    {
        await using var compose = new ComposeProject("cluster.yml", ("ORDERS", $"{Orders}"));
        await compose.UpAsync();
        await ComposeProject.UntilAsync("both nodes take orders", async () => await CountConsumersAsync(compose) == 2);
        // An order is an entry in the log of its queue when it is sent, and one more, or part of one, when it is handled.
        await ComposeProject.UntilAsync("a quarter of the orders is sent", async () => await CountEntriesAsync(compose) > Orders / 2);
        await compose.KillAsync("node-1");

        var sender = await compose.EndOfAsync("sender");
        sender.ExpectSuccess();
        var summary = sender.Summary;
        Assert.Equal(($"{Orders}", $"{Orders}", $"{Orders}", "0"), (summary["sent"], summary["placed"], summary["written"], summary["lost"]));
        Assert.Equal("node-1:4053+node-2:4053", summary["orders-on"]);
    }

    private static async Task<int> CountConsumersAsync(ComposeProject compose)
    {
        var consumers = await compose.RunAtBrokerAsync("rabbitmqctl", "list_consumers", "queue_name", "--silent");
        return consumers.Split('\n').Count(queue => queue.Trim() == "orders");
    }

    private static async Task<long> CountEntriesAsync(ComposeProject compose)
    {
        var status = await compose.RunAtBrokerAsync("rabbitmq-queues", "quorum_status", "orders", "--formatter", "json");
        using var members = JsonDocument.Parse(status);
        return members.RootElement[0].GetProperty("Commit Index").GetInt64();
    }
}
