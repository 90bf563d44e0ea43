using System.Globalization;

namespace ActorBus.Containers.Tests.Compose;

[Collection(ComposeCollection.Name)]
public sealed class When_the_quickstart_runs_in_containers
{
    [Fact]
    public async Task Should_account_for_every_message()
    {
        await using var compose = new ComposeProject("compose.yml");
        await compose.UpAsync();
        var shop = await compose.EndOfAsync("shop");
        shop.ExpectSuccess();
        // Twice: one look goes from queue to queue, and a message may pass it by.
        await ComposeProject.UntilAsync("all queues are empty", async () => await AreDrainedAsync(compose) && await AreDrainedAsync(compose));
        var letters = (await compose.CountMessagesAsync()).Sum(queue => queue.Messages);
        await compose.StopAsync("billing", "shipping");

        Ending[] endings = [shop, await compose.EndOfAsync("billing"), await compose.EndOfAsync("shipping")];
        Assert.All(endings, ending => ending.ExpectSuccess());
        Assert.All(endings[1..], ending => Assert.NotEqual(0, Number(ending, "handled")));
        Assert.Equal(Sum(endings, "expected"), Sum(endings, "handled") + Sum(endings, "dead_lettered"));
        Assert.Equal(letters, Sum(endings, "dead_lettered"));
    }

    private static async Task<bool> AreDrainedAsync(ComposeProject compose) =>
        (await compose.CountMessagesAsync()).All(one => one.Messages == 0 || one.Queue.EndsWith(".dead-letters", StringComparison.Ordinal));

    private static int Sum(IEnumerable<Ending> endings, string name) => endings.Sum(ending => Number(ending, name));

    private static int Number(Ending ending, string name) =>
        int.Parse(ending.Summary.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
}
