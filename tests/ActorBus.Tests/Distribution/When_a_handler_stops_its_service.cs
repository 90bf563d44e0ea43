using ActorBus.InMemory;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_handler_stops_its_service
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_end_its_message_and_then_stop(bool dispose)
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<string>();
        TestService? billing = null;
        billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("change", async (body, _) =>
        {
            if (dispose) await billing!.Service.DisposeAsync();
            else Assert.False(await billing!.Service.StopAsync(TimeSpan.FromMinutes(10)));
            handled.Add(body);
        }));
        await using (billing)
        {
            await billing.Bus.SendCommandAsync("billing", "change", "body");

            Assert.Equal("body", await handled.NextAsync());
            Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(30)).WaitAsync(TimeSpan.FromSeconds(30)));
        }

        await broker.Control.WaitUntilIdleAsync();
        Assert.Empty(await broker.Control.PeekAsync("billing"));
    }
}
