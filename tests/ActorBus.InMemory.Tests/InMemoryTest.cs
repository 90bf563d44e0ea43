using ActorBus.Brokers;
using ActorBus.Brokers.Contract;
using ActorBus.Testing;

namespace ActorBus.InMemory.Tests;

/// <summary>An in-memory broker on a manual clock, with one connection.</summary>
internal sealed class InMemoryTest : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private InMemoryTest(ManualTimeProvider time, InMemoryBrokerOptions options)
    {
        Time = time;
        Broker = new InMemoryBroker(options);
    }

    public ManualTimeProvider Time { get; }

    public InMemoryBroker Broker { get; }

    public IBrokerConnection Connection { get; private set; } = null!;

    public static QueueDeclaration WithDeadLetters(string queue) =>
        new(queue) { DeadLetterExchange = "", DeadLetterRoutingKey = "dead" };

    public static async Task<InMemoryTest> StartAsync(Action<InMemoryBrokerOptions>? configure = null)
    {
        var time = new ManualTimeProvider();
        var options = new InMemoryBrokerOptions { TimeProvider = time };
        configure?.Invoke(options);
        var test = new InMemoryTest(time, options);
        test.Connection = await test.Broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        return test;
    }

    public Task DeclareAsync(params QueueDeclaration[] queues) => Connection.DeclareAsync(new Topology { Queues = queues });

    public Task<PublishOutcome> PublishAsync(string queue, string text) =>
        Connection.PublishAsync(Text.To(queue, text)).WaitAsync(Deadline);

    /// <summary>Consumes one message of a queue and rejects it.</summary>
    public async Task RejectOneAsync(string queue)
    {
        var deliveries = new Inbox<Delivery>("delivery", Deadline);
        var subscription = await Connection.ConsumeAsync(queue, 1, deliveries.Add, _ => { });
        (await deliveries.NextAsync()).Settle(Settlement.Reject);
        await subscription.StopAsync();
    }

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}
