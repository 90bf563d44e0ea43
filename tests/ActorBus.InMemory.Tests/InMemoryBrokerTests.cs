using ActorBus.Brokers;
using ActorBus.Brokers.Contract;

namespace ActorBus.InMemory.Tests;

/// <summary>What the in-memory broker promises beyond the contract of all brokers.</summary>
public sealed class InMemoryBrokerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = InMemoryTest.Deadline;
    private InMemoryTest _test = null!;

    public async Task InitializeAsync() => _test = await InMemoryTest.StartAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task PublishAsync_QueueThatTakesTooMuchMemory_IsRejected()
    {
        await using var small = await InMemoryTest.StartAsync(options => options.MaxQueueBytes = 10_000);
        await small.DeclareAsync(new QueueDeclaration("q"));

        var taken = 0;
        PublishOutcome outcome;
        while ((outcome = await small.PublishAsync("q", new string('x', 500))).Status == PublishStatus.Confirmed) taken++;

        Assert.Equal(PublishStatus.Rejected, outcome.Status);
        Assert.Contains("MaxQueueBytes", outcome.Reason);
        Assert.InRange(taken, 5, 20);
        Assert.InRange((await small.Broker.Control.ListQueuesAsync()).Single().Bytes, 1, 10_000);
    }

    [Fact]
    public async Task PublishAsync_EmptyMessages_AreCountedAsMemoryToo()
    {
        await using var small = await InMemoryTest.StartAsync(options => options.MaxQueueBytes = 10_000);
        await small.DeclareAsync(new QueueDeclaration("q"));

        var taken = 0;
        while ((await small.PublishAsync("q", "")).Status == PublishStatus.Confirmed) Assert.InRange(++taken, 1, 1000);
    }

    [Fact]
    public async Task Control_Footprint_IsNothingOnceAllIsSettled()
    {
        await _test.DeclareAsync(InMemoryTest.WithDeadLetters("q"), new QueueDeclaration("dead"));
        for (var number = 0; number < 30; number++) await _test.PublishAsync("q", "some text");

        var deliveries = new Inbox<Delivery>("delivery", Deadline);
        await _test.Connection.ConsumeAsync("q", 10, deliveries.Add, _ => { });
        for (var number = 0; number < 30; number++)
            (await deliveries.NextAsync()).Settle(number % 2 == 0 ? Settlement.Ack : Settlement.Reject);
        await _test.Broker.Control.WaitUntilIdleAsync();

        var queues = (await _test.Broker.Control.ListQueuesAsync()).ToDictionary(queue => queue.Name);
        Assert.Equal((0, 0, 0L), (queues["q"].Ready, queues["q"].Unsettled, queues["q"].Bytes));
        Assert.Equal(15, queues["dead"].Ready);
        Assert.Equal(15, await _test.Broker.Control.PurgeQueueAsync("dead"));
        Assert.Equal(0, (await _test.Broker.Control.ListQueuesAsync()).Sum(queue => queue.Bytes));
    }

    [Fact]
    public async Task DropConfirms_AfterTheTimeout_CostsTheConnectionAndKeepsTheMessage()
    {
        var events = new Inbox<ConnectionEvent>("connection event", Deadline);
        var connection = await _test.Broker.ConnectAsync(ConnectionPurpose.Publish, events.Add);
        await _test.DeclareAsync(new QueueDeclaration("q"));
        await _test.Broker.Control.DropConfirmsAsync(1);
        var dropped = connection.PublishAsync(Text.To("q", "stored"));
        Assert.Equal(PublishStatus.Confirmed, (await connection.PublishAsync(Text.To("q", "confirmed"))).Status);
        Assert.False(dropped.IsCompleted);

        _test.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(PublishStatus.Unknown, (await dropped.WaitAsync(Deadline)).Status);
        Assert.Contains("confirmation", Assert.IsType<ConnectionEvent.Closed>(await events.NextAsync()).Reason);
        Assert.Equal(2, (await _test.Broker.Control.PeekAsync("q")).Count);
    }

    [Fact]
    public async Task Callback_ThatThrows_CostsItsConnectionAndGivesTheMessageBack()
    {
        await _test.DeclareAsync(new QueueDeclaration("q"));
        var events = new Inbox<ConnectionEvent>("connection event", Deadline);
        var careless = await _test.Broker.ConnectAsync(ConnectionPurpose.Consume, events.Add);
        await careless.ConsumeAsync("q", 1, _ => throw new InvalidOperationException("careless"), _ => { });

        await _test.PublishAsync("q", "kept");

        Assert.Contains("careless", Assert.IsType<ConnectionEvent.Closed>(await events.NextAsync()).Reason);
        Assert.Equal(1, Assert.Single(await _test.Broker.Control.PeekAsync("q")).Returns);
    }

    [Fact]
    public async Task Callback_ThatBlocks_HoldsUpItsOwnConnectionOnly()
    {
        await _test.DeclareAsync(new QueueDeclaration("slow"), new QueueDeclaration("fast"));
        using var release = new ManualResetEventSlim();
        var other = await _test.Broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        await other.ConsumeAsync("slow", 1, _ => release.Wait(), _ => { });
        await _test.PublishAsync("slow", "blocks");
        var deliveries = new Inbox<Delivery>("delivery", Deadline);
        await _test.Connection.ConsumeAsync("fast", 1, deliveries.Add, _ => { });

        await _test.PublishAsync("fast", "passes");

        Assert.Equal("passes", Text.Of(await deliveries.NextAsync()));
        release.Set();
    }

    [Fact]
    public async Task Callbacks_OfOneConnection_NeverRunTwoAtATime()
    {
        await _test.DeclareAsync(new QueueDeclaration("a"), new QueueDeclaration("b"));
        var (inside, worst, seen) = (0, 0, 0);
        var all = new TaskCompletionSource();
        void Count(Delivery delivery)
        {
            worst = Math.Max(worst, Interlocked.Increment(ref inside));
            delivery.Settle(Settlement.Ack);
            Interlocked.Decrement(ref inside);
            if (Interlocked.Increment(ref seen) == 2000) all.SetResult();
        }

        await _test.Connection.ConsumeAsync("a", 100, Count, _ => { });
        await _test.Connection.ConsumeAsync("b", 100, Count, _ => { });
        var publisher = await _test.Broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await Task.WhenAll(Enumerable.Range(0, 2000)
            .Select(number => publisher.PublishAsync(Text.To(number % 2 == 0 ? "a" : "b", ""))));

        await all.Task.WaitAsync(Deadline);
        Assert.Equal(1, worst);
    }

    [Fact]
    public async Task Stop_Broker_RefusesConnectionsUntilStartAndKeepsWhatIsPersistent()
    {
        await _test.DeclareAsync(new QueueDeclaration("q") { Kind = QueueKind.Classic });
        await _test.PublishAsync("q", "persistent");
        await _test.Connection.PublishAsync(new OutgoingMessage("", "q", Text.Message("transient") with { Persistent = false }));

        await _test.Broker.Control.StopAsync("maintenance");
        var error = await Assert.ThrowsAsync<BrokerException>(() => _test.Broker.ConnectAsync(ConnectionPurpose.Publish, _ => { }));
        await _test.Broker.Control.StartAsync();

        Assert.True(error.IsTransient);
        Assert.Contains("maintenance", error.Message);
        Assert.False(_test.Connection.IsOpen);
        Assert.True(Assert.Single(await _test.Broker.Control.PeekAsync("q")).Message.Persistent);
    }

    [Fact]
    public async Task Block_NewConnection_IsToldAtOnce()
    {
        await _test.Broker.Control.BlockAsync("low on disk");
        var events = new Inbox<ConnectionEvent>("connection event", Deadline);

        await _test.Broker.ConnectAsync(ConnectionPurpose.Publish, events.Add);

        Assert.Equal(new ConnectionEvent.Blocked("low on disk"), await events.NextAsync());
    }

    [Fact]
    public async Task CloseConnections_OfOnePurpose_LeavesTheOthers()
    {
        var publisher = await _test.Broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });

        Assert.Equal(1, await _test.Broker.Control.CloseConnectionsAsync("cut", ConnectionPurpose.Publish));
        Assert.True(_test.Connection.IsOpen);
        Assert.False(publisher.IsOpen);
        Assert.True(await _test.Broker.Control.CloseConnectionAsync(_test.Connection, "cut"));
        Assert.False(await _test.Broker.Control.CloseConnectionAsync(_test.Connection, "cut"));
    }

    [Fact]
    public async Task DisposeAsync_Broker_ClosesConnectionsAndTakesNoMore()
    {
        await _test.Broker.DisposeAsync();
        await _test.Broker.DisposeAsync();

        Assert.False(_test.Connection.IsOpen);
        var error = await Assert.ThrowsAsync<BrokerException>(() => _test.Broker.ConnectAsync(ConnectionPurpose.Publish, _ => { }));
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task ConnectAsync_AlreadyCancelled_MakesNoConnection()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _test.Broker.ConnectAsync(ConnectionPurpose.Publish, _ => { }, new CancellationToken(canceled: true)));

        Assert.Equal(1, await _test.Broker.Control.CloseConnectionsAsync("count them"));
    }

    [Fact]
    public async Task WaitUntilIdle_UnsettledDelivery_WaitsForItsSettlement()
    {
        await _test.DeclareAsync(new QueueDeclaration("q"));
        var deliveries = new Inbox<Delivery>("delivery", Deadline);
        await _test.Connection.ConsumeAsync("q", 1, deliveries.Add, _ => { });
        await _test.PublishAsync("q", "unsettled");
        var delivery = await deliveries.NextAsync();

        var idle = _test.Broker.Control.WaitUntilIdleAsync();
        await _test.Broker.Control.ListQueuesAsync();
        Assert.False(idle.IsCompleted);
        delivery.Settle(Settlement.Ack);

        await idle.WaitAsync(Deadline);
    }
}
