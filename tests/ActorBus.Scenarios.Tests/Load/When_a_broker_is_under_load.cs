using System.Collections.Concurrent;
using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Load;

public sealed class When_a_broker_is_under_load : IAsyncLifetime
{
    private const int Senders = 4;
    private const int MessagesEach = 5_000;
    private const int Window = 50;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<HistoryEvent> _history = new();
    private readonly InMemoryBroker _broker = new();
    private readonly CancellationTokenSource _over = new();
    private int _cutEvery = int.MaxValue;
    private int _published;
    private int _handling;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _over.CancelAsync();
        await _broker.DisposeAsync();
        _over.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task Should_lose_nothing_on_real_threads(int cuts)
    {
        var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await connection.DeclareAsync(new Topology { Queues = [new("work")] });
        for (var number = 1; number <= 3; number++) _ = ConsumeAsync($"consumer{number}");

        if (cuts > 0) _cutEvery = Senders * MessagesEach / cuts;
        var sending = Task.WhenAll(Enumerable.Range(1, Senders).Select(number => Task.Run(() => SendAsync($"sender{number}"))));
        await sending.WaitAsync(Deadline);
        await WaitUntilEmptyAsync().WaitAsync(Deadline);

        var verdict = HistoryChecker.Check([.. _history]);
        Assert.True(verdict.IsGood, $"{verdict}");
        if (cuts == 0) Assert.Equal(0, verdict.HandledAgain);
    }

    private async Task SendAsync(string sender)
    {
        var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        var waiting = Enumerable.Range(1, MessagesEach).Select(number => new MessageRef(sender, number)).ToList();
        while (waiting.Count > 0)
        {
            if (!connection.IsOpen) connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
            var batch = waiting.Take(Window).ToList();
            var statuses = await Task.WhenAll(batch.Select(message => PublishAsync(connection, message)));
            waiting.RemoveRange(0, batch.Count);
            waiting.AddRange(batch.Where((_, index) => statuses[index] != PublishStatus.Confirmed));
        }
    }

    private async Task<PublishStatus> PublishAsync(IBrokerConnection connection, MessageRef message)
    {
        if (Interlocked.Increment(ref _published) % _cutEvery == 0) _ = _broker.Control.CloseConnectionsAsync("cut");
        _history.Enqueue(new HistoryEvent.PublishStarted(message, "work"));
        var outcome = await connection.PublishAsync(new OutgoingMessage(
            "", "work", new BrokerMessage { Body = default, MessageId = $"{message}" }));
        _history.Enqueue(new HistoryEvent.PublishEnded(message, "work", outcome.Status));
        return outcome.Status;
    }

    private async Task ConsumeAsync(string consumer)
    {
        while (!_over.IsCancellationRequested)
        {
            var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                var connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, happened =>
                {
                    if (happened is ConnectionEvent.Closed) lost.TrySetResult();
                });
                await connection.ConsumeAsync("work", 100, delivery => Handle(consumer, delivery), _ => { });
            }
            catch (BrokerException error)
            {
                _history.Enqueue(new HistoryEvent.Note($"{consumer} was cut off before it consumed: {error.Message}"));
                continue;
            }

            await lost.Task;
        }
    }

    private void Handle(string consumer, Delivery delivery)
    {
        Interlocked.Increment(ref _handling);
        var message = MessageRef.Parse(delivery.Message.MessageId!);
        _history.Enqueue(new HistoryEvent.Delivered(message, consumer, delivery.Redelivered));
        if (delivery.Settle(Settlement.Ack) == SettleResult.Settled) _history.Enqueue(new HistoryEvent.Handled(message, consumer));
        Interlocked.Decrement(ref _handling);
    }

    private async Task WaitUntilEmptyAsync()
    {
        // Idle means empty while there are consumers; between two of their connections there may be none. What is settled last is
        // off the queue a moment before the history has it.
        do await _broker.Control.WaitUntilIdleAsync(_over.Token);
        while ((await _broker.Control.ListQueuesAsync()).Any(queue => queue.Ready + queue.Unsettled > 0) || Volatile.Read(ref _handling) > 0);
    }
}
