using ActorBus.Brokers;
using ActorBus.Recovery;
using ActorBus.Tests.Distribution.Bridges;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Recovery;

public sealed class When_a_dead_letter_queue_is_busy
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_wait_for_what_it_holds_though_it_seems_to_be_empty()
    {
        // RabbitMQ says so of a quorum queue that does not answer in time: no messages, and not even the consumer that looks.
        var looks = 0;
        var isBusy = true;
        var lookedAgain = new TaskCompletionSource();
        var broker = new ScriptedBroker
        {
            Inspect = () =>
            {
                if (Interlocked.Increment(ref looks) == 1 || !Volatile.Read(ref isBusy)) return new QueueState("billing.dead-letters", 1, 0);
                lookedAgain.TrySetResult();
                return new QueueState("billing.dead-letters", 0, 0);
            },
        };
        var letters = new DeadLetters(broker, "billing.dead-letters", "billing", [], NullLogger.Instance, TimeProvider.System);

        var counting = letters.CountAsync(new DeadLetterFilter { Handler = DeadLetterBed.Handler });
        await broker.NextConnectionAsync();
        var subscription = await (await broker.NextConnectionAsync()).NextSubscriptionAsync();
        subscription.Accept();
        await lookedAgain.Task.WaitAsync(Limit);
        Volatile.Write(ref isBusy, false);
        subscription.Deliver(new Delivery(
            DeadLetterBed.Failed("billing", "1").Message, "billing.dead-letters", "", "billing.dead-letters", false, null, _ => SettleResult.Settled));

        Assert.Equal(1, await counting.WaitAsync(Limit));
    }
}
