using ActorBus.InMemory;

namespace ActorBus.Tests.Distribution;

public sealed class When_nothing_says_the_prefetch
{
    [Theory]
    [InlineData(3, 20)]
    [InlineData(50, 200)]
    public async Task Should_derive_it_from_how_many_messages_a_handler_takes_at_a_time(int concurrency, int prefetch)
    {
        var log = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", new InMemoryBroker(), handlers => handlers.On(Handle.Command("x", (string _) => { })),
            log: log, buses: new BusRuntimeOptions { Concurrency = concurrency });

        var started = await log.NextAsync(entry => entry.Contains("Prefetch=", StringComparison.Ordinal));

        Assert.Contains($"Prefetch={prefetch} ", started, StringComparison.Ordinal);
    }
}
