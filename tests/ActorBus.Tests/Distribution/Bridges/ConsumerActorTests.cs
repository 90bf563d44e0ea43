using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Bridges;
using ActorBus.Pipeline;
using ActorBus.Testing;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class ConsumerActorTests : TestKit
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeLogger _log = new();
    private readonly BridgeStatus _status = new(ServiceMap.DefaultBroker, "billing", BridgeStatus.Consumer);

    [Fact]
    public async Task Should_consume_once_when_a_refusal_is_overtaken_by_a_new_connection()
    {
        var broker = new ScriptedBroker { Inspect = () => new QueueState("billing", 0, 1) };
        var consumer = StartConsumer(broker, delivery =>
        {
            delivery.Settle(Settlement.Ack);
            return Task.CompletedTask;
        });
        var first = await broker.NextConnectionAsync();
        (await first.NextSubscriptionAsync()).Refuse();
        await AwaitConditionAsync(() => Task.FromResult(_status.Now.Reason == "not now"), TimeSpan.FromSeconds(10));
        // It has planned another try when it answers.
        await consumer.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(10));
        first.Lose();
        var second = await broker.NextConnectionAsync();
        var subscription = await second.NextSubscriptionAsync();
        subscription.Accept();
        await consumer.Ask<ConsumerActor.Done>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromMinutes(1));
        await consumer.Ask<ActorIdentity>(new Identify(2), TimeSpan.FromSeconds(10));
        var settled = new TaskCompletionSource<Settlement>();
        subscription.Deliver(new Delivery(new BrokerMessage { Body = default }, "billing", "", "billing", false, null, settlement =>
        {
            settled.SetResult(settlement);
            return SettleResult.Settled;
        }));

        Assert.Equal(Settlement.Ack, await settled.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, second.Asked);
    }

    [Fact]
    public async Task WhatMayNotBeDeclared_FailsTheStartOfAllWhoAsk_AndIsTriedAgainAfterHalfAMinute()
    {
        await using var broker = new ScriptedBroker { DeclareError = new BrokerException("no right to configure", isTransient: false) };
        var consumer = StartConsumer(broker, _ => Task.CompletedTask);

        var first = await consumer.Ask<ConsumerActor.StartFailed>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));
        var second = await consumer.Ask<ConsumerActor.StartFailed>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));

        Assert.Equal("no right to configure", first.Error.Message);
        Assert.Same(first.Error, second.Error);
        Assert.Equal(1, broker.Made);
        await broker.NextConnectionAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        await broker.NextConnectionAsync();
    }

    [Fact]
    public async Task Stop_WithDeliveriesUnderWay_IsAnsweredWhenTheLastHasEnded()
    {
        await using var broker = new ScriptedBroker();
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        var consumer = StartConsumer(broker, delivery => delivery.Message.MessageId == "first" ? first.Task : second.Task);
        var subscription = await (await broker.NextConnectionAsync()).NextSubscriptionAsync();
        subscription.Accept();
        await consumer.Ask<ConsumerActor.Done>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));
        subscription.Deliver(DeliveryOf("first", _ => { }));
        subscription.Deliver(DeliveryOf("second", _ => { }));

        var stopped = consumer.Ask<ConsumerActor.Done>(new ConsumerActor.Stop(), TimeSpan.FromSeconds(10));
        await consumer.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(10));
        second.SetResult();
        await consumer.Ask<ActorIdentity>(new Identify(2), TimeSpan.FromSeconds(10));
        Assert.False(stopped.IsCompleted);
        first.SetResult();

        await stopped;
    }

    [Theory]
    [InlineData(-1, 0, "there is no queue 'billing'")]
    [InlineData(0, 0, "knows of no consumer of queue 'billing'")]
    [InlineData(7, 1, "7 messages in queue 'billing' and none is delivered")]
    public async Task SubscriptionThatIsDeadAndSaysNothing_IsMadeAnewAtTheSecondLook(long ready, int consumers, string reason)
    {
        var state = ready < 0 ? null : new QueueState("billing", ready, consumers);
        var looks = 0;
        await using var broker = new ScriptedBroker
        {
            Inspect = () =>
            {
                Interlocked.Increment(ref looks);
                return state;
            },
        };
        var consumer = StartConsumer(broker, _ => Task.CompletedTask);
        var connection = await broker.NextConnectionAsync();
        var dead = await connection.NextSubscriptionAsync();
        dead.Accept();
        await consumer.Ask<ConsumerActor.Done>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));
        var changes = new Inbox<BridgeStatus.Snapshot>();
        _status.Changed += changes.Add;

        await LookAsync(1);
        Assert.Equal(1, connection.Asked);
        await LookAsync(2);
        (await connection.NextSubscriptionAsync()).Accept();

        var lost = await changes.NextAsync();
        Assert.Equal(BridgeHealth.Connecting, lost.Health);
        Assert.Contains(reason, lost.Reason, StringComparison.Ordinal);
        Assert.Equal(BridgeHealth.Open, (await changes.NextAsync()).Health);
        // What the dead one hands out all the same goes back.
        var settled = new TaskCompletionSource<Settlement>();
        dead.Deliver(DeliveryOf("late", settled.SetResult));
        Assert.Equal(Settlement.Requeue, await settled.Task.WaitAsync(TimeSpan.FromSeconds(10)));

        async Task LookAsync(int count)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref looks) >= count), TimeSpan.FromSeconds(10));
            await consumer.Ask<ActorIdentity>(new Identify(count), TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task SubscriptionThatIsGivenMessages_IsNotLookedAt()
    {
        var looks = 0;
        await using var broker = new ScriptedBroker
        {
            Inspect = () =>
            {
                Interlocked.Increment(ref looks);
                return null;
            },
        };
        var consumer = StartConsumer(broker, delivery =>
        {
            delivery.Settle(Settlement.Ack);
            return Task.CompletedTask;
        });
        var subscription = await (await broker.NextConnectionAsync()).NextSubscriptionAsync();
        subscription.Accept();
        await consumer.Ask<ConsumerActor.Done>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));

        for (var i = 0; i < 5; i++)
        {
            var settled = new TaskCompletionSource<Settlement>();
            subscription.Deliver(DeliveryOf($"{i}", settled.SetResult));
            await settled.Task.WaitAsync(TimeSpan.FromSeconds(10));
            _time.Advance(TimeSpan.FromSeconds(30));
            await consumer.Ask<ActorIdentity>(new Identify(i), TimeSpan.FromSeconds(10));
        }

        Assert.Equal(0, looks);
    }

    [Fact]
    public async Task ConnectionLost_WhileItStops_IsNotConsumedAgain()
    {
        await using var broker = new ScriptedBroker();
        var running = new TaskCompletionSource();
        var consumer = StartConsumer(broker, _ => running.Task);
        var connection = await broker.NextConnectionAsync();
        var subscription = await connection.NextSubscriptionAsync();
        subscription.Accept();
        await consumer.Ask<ConsumerActor.Done>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));
        subscription.Deliver(DeliveryOf("1", _ => { }));
        var stopped = consumer.Ask<ConsumerActor.Done>(new ConsumerActor.Stop(), TimeSpan.FromSeconds(10));
        await consumer.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(10));

        connection.Lose();
        await AwaitConditionAsync(
            () => Task.FromResult(_log.Collector.GetSnapshot().Any(entry => entry.Id.Name == "LastConnectionLost")), TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromMinutes(1));
        await consumer.Ask<ActorIdentity>(new Identify(2), TimeSpan.FromSeconds(10));

        // Nor does the loss end the wait for what runs.
        Assert.False(stopped.IsCompleted);
        running.SetResult();
        await stopped;
        Assert.Equal(0, (await broker.NextConnectionAsync()).Asked);
    }

    [Fact]
    public async Task SubscriptionThatIsRefusedAgainAndAgain_IsToldOnceAMinute()
    {
        await using var broker = new ScriptedBroker();
        StartConsumer(broker, _ => Task.CompletedTask);
        var connection = await broker.NextConnectionAsync();
        for (var i = 0; i < 100; i++)
        {
            (await connection.NextSubscriptionAsync()).Refuse();
            await AwaitConditionAsync(() => Task.FromResult(_time.AdvanceToNextTimer()), TimeSpan.FromSeconds(10));
        }

        (await connection.NextSubscriptionAsync()).Accept();
        await AwaitConditionAsync(() => Task.FromResult(_status.Now.Health == BridgeHealth.Open), TimeSpan.FromSeconds(10));

        // 100 tries take 95 seconds.
        Assert.Equal(
            ["CannotConsume", "StillNotConsuming"],
            _log.Collector.GetSnapshot().Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Id.Name));
    }

    private static Delivery DeliveryOf(string id, Action<Settlement> onSettled) => new(
        new BrokerMessage { Body = default, MessageId = id }, "billing", "", "billing", false, null, settlement =>
        {
            onSettled(settlement);
            return SettleResult.Settled;
        });

    private IActorRef StartConsumer(ScriptedBroker broker, Func<Delivery, Task> process)
    {
        var bridge = new BridgeContext("billing", "billing", broker, _log, _time, new ActorTroubles(_time));
        var connection = Sys.ActorOf(Props.Create(() => new ConnectionActor(bridge, ConnectionPurpose.Consume, Groundwork.None)));
        Func<Props> deliveries = () => Props.Create(typeof(Deliveries), process);
        return Sys.ActorOf(Props.Create(() => new ConsumerActor(
            bridge, connection, Groundwork.None, new[] { "billing" }, new Intake(10, 0, new DeliveryBudget(null)), deliveries, _status)));
    }

    /// <summary>Takes deliveries as the real actor does, and has the test say what is done with them.</summary>
    private sealed class Deliveries : ReceiveActor
    {
        private int _generation;
        private int _taken;
        private int _underWay;
        private bool _isClosed;

        public Deliveries(Func<Delivery, Task> process)
        {
            Receive<DeliveriesActor.Begin>(begin => _generation = begin.Generation);
            Receive<DeliveriesActor.Gone>(gone => _generation = gone.Generation);
            Receive<DeliveriesActor.Delivered>(delivered =>
            {
                if (delivered.Generation != _generation || _isClosed)
                {
                    delivered.Delivery.Settle(Settlement.Requeue);
                    return;
                }

                _taken++;
                _underWay++;
                process(delivered.Delivery).PipeTo(Self, success: () => "done");
            });
            Receive<string>(_ =>
            {
                _underWay--;
                TellWhenIdle();
            });
            Receive<DeliveriesActor.Close>(_ =>
            {
                _isClosed = true;
                TellWhenIdle();
            });
            Receive<DeliveriesActor.Unsubscribed>(_ => { });
            Receive<DeliveriesActor.GetCounts>(_ => Sender.Tell(new DeliveriesActor.Counts(_taken, _underWay)));
        }

        private void TellWhenIdle()
        {
            if (_isClosed && _underWay == 0) Context.Parent.Tell(ConsumerActor.Idle.Instance);
        }
    }
}
