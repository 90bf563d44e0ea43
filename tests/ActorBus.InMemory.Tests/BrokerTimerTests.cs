using ActorBus.Brokers;

namespace ActorBus.InMemory.Tests;

public sealed class BrokerTimerTests : IAsyncLifetime
{
    private InMemoryTest _test = null!;

    public async Task InitializeAsync() => _test = await InMemoryTest.StartAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task MessageTtl_OneTickBefore_NothingHappens()
    {
        await _test.DeclareAsync(
            InMemoryTest.WithDeadLetters("delay") with { MessageTtl = TimeSpan.FromSeconds(1) }, new QueueDeclaration("dead"));
        await _test.PublishAsync("delay", "waits");

        _test.Time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        await _test.Broker.Control.WaitUntilIdleAsync();
        Assert.Single(await _test.Broker.Control.PeekAsync("delay"));
        _test.Time.Advance(TimeSpan.FromTicks(1));
        await _test.Broker.Control.WaitUntilIdleAsync();

        Assert.Single(await _test.Broker.Control.PeekAsync("dead"));
    }

    [Fact]
    public async Task MessageTtl_TimersThatComeEarly_AreNotBelieved()
    {
        await using var test = await InMemoryTest.StartAsync(
            options => options.TimeProvider = new HastyTimeProvider(options.TimeProvider));
        await test.DeclareAsync(
            InMemoryTest.WithDeadLetters("delay") with { MessageTtl = TimeSpan.FromSeconds(1) }, new QueueDeclaration("dead"));
        await test.PublishAsync("delay", "waits");

        for (var waited = 1; waited < 1000; waited++)
        {
            test.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Single(await test.Broker.Control.PeekAsync("delay"));
        }

        for (var late = 0; (await test.Broker.Control.PeekAsync("dead")).Count == 0; late++)
        {
            Assert.InRange(late, 0, 10);
            test.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }
}
