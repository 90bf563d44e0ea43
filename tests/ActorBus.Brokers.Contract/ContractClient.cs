namespace ActorBus.Brokers.Contract;

/// <summary>A connection and all it is told.</summary>
public sealed class ContractClient : IAsyncDisposable
{
    private readonly TimeSpan _deadline;

    private ContractClient(TimeSpan deadline)
    {
        _deadline = deadline;
        Events = new Inbox<ConnectionEvent>("connection event", deadline);
    }

    public IBrokerConnection Connection { get; private set; } = null!;

    public Inbox<ConnectionEvent> Events { get; }

    public static async Task<ContractClient> ConnectAsync(BrokerFixture fixture, ConnectionPurpose purpose)
    {
        var client = new ContractClient(fixture.Deadline);
        client.Connection = await fixture.Broker.ConnectAsync(purpose, client.Events.Add).WaitAsync(fixture.Deadline);
        return client;
    }

    public Task DeclareAsync(params QueueDeclaration[] queues) => DeclareAsync(new Topology { Queues = queues });

    public Task DeclareAsync(Topology topology) => Connection.DeclareAsync(topology).WaitAsync(_deadline);

    public Task<PublishOutcome> PublishAsync(OutgoingMessage message) => Connection.PublishAsync(message).WaitAsync(_deadline);

    /// <summary>Publishes texts to a queue, each confirmed before the next.</summary>
    public async Task FillAsync(string queue, params string[] texts)
    {
        foreach (var text in texts) Assert.Equal(PublishOutcome.Confirmed, await PublishAsync(Text.To(queue, text)));
    }

    public async Task<ContractConsumer> ConsumeAsync(string queue, int prefetch = 10)
    {
        var consumer = new ContractConsumer(_deadline);
        await consumer.StartAsync(Connection, queue, prefetch);
        return consumer;
    }

    public Task<QueueState?> InspectAsync(string queue) => Connection.InspectAsync(queue).WaitAsync(_deadline);

    /// <summary>Waits until a queue holds so many messages that nobody has been given.</summary>
    public async Task WaitForReadyAsync(string queue, long ready)
    {
        // A broker does not tell who watches a queue; asking again is all there is.
        using var limit = new CancellationTokenSource(_deadline);
        while (await InspectAsync(queue) is var state && state?.Ready != ready)
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Queue '{queue}' had {state?.Ready} messages ready after {_deadline}, not {ready}.");
            await Task.Yield();
        }
    }

    /// <summary>Waits until a queue is gone.</summary>
    public async Task WaitForNoneAsync(string queue)
    {
        using var limit = new CancellationTokenSource(_deadline);
        while (await InspectAsync(queue) is not null)
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Queue '{queue}' was still there after {_deadline}.");
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
