using ActorBus.Brokers;

namespace ActorBus.InMemory.Tests;

public sealed class DeadLetterRoutingTests : IAsyncLifetime
{
    private InMemoryTest _test = null!;

    public async Task InitializeAsync() => _test = await InMemoryTest.StartAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task DeadLetter_WithoutATarget_WaitsInAQuorumQueueUntilThereIsOne()
    {
        await _test.DeclareAsync(InMemoryTest.WithDeadLetters("q"));
        await _test.PublishAsync("q", "kept");
        await _test.RejectOneAsync("q");
        Assert.True((await _test.Broker.Control.ListQueuesAsync()).Single().Bytes > 0);

        await _test.DeclareAsync(new QueueDeclaration("dead"));

        Assert.Equal("dead", Assert.Single(await _test.Broker.Control.PeekAsync("dead")).RoutingKey);
        Assert.Equal(0, await _test.Broker.Control.CountDroppedAsync());
    }

    [Fact]
    public async Task DeadLetter_WithoutATarget_IsDroppedAndCountedInAClassicQueue()
    {
        await _test.DeclareAsync(InMemoryTest.WithDeadLetters("q") with { Kind = QueueKind.Classic });
        await _test.PublishAsync("q", "dropped");

        await _test.RejectOneAsync("q");

        Assert.Equal(1, await _test.Broker.Control.CountDroppedAsync());
    }

    [Fact]
    public async Task DeadLetter_ThatWouldGoRoundForEver_IsDroppedAndCounted()
    {
        await _test.DeclareAsync(Delay("a", "b"), Delay("b", "a"));
        await _test.PublishAsync("a", "round");

        for (var second = 0; second < 5; second++)
        {
            _test.Time.Advance(TimeSpan.FromSeconds(1));
            await _test.Broker.Control.WaitUntilIdleAsync();
        }

        Assert.Equal(1, await _test.Broker.Control.CountDroppedAsync());
        Assert.All(await _test.Broker.Control.ListQueuesAsync(), queue => Assert.Equal((0, 0L), (queue.Ready, queue.Bytes)));

        static QueueDeclaration Delay(string name, string next) => new(name)
        {
            MessageTtl = TimeSpan.FromSeconds(1),
            DeadLetterExchange = "",
            DeadLetterRoutingKey = next,
        };
    }

    [Fact]
    public async Task DeadLetter_IntoAFullQueue_IsMovedAllTheSame()
    {
        await _test.DeclareAsync(InMemoryTest.WithDeadLetters("q"), new QueueDeclaration("dead") { MaxLength = 1 });
        await _test.PublishAsync("dead", "full");
        await _test.PublishAsync("q", "kept");

        await _test.RejectOneAsync("q");

        Assert.Equal(2, (await _test.Broker.Control.PeekAsync("dead")).Count);
    }
}
