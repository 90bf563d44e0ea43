using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Bridges;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class ConsumerActorTests()
    : TestKit("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private readonly BridgeStatus _status = new(ServiceMap.DefaultBroker, "billing", BridgeStatus.Consumer);

    [Fact]
    public async Task Should_consume_once_when_a_refusal_is_overtaken_by_a_new_connection()
    {
        var broker = new ScriptedBroker();
        var consumer = StartConsumer(broker, delivery =>
        {
            delivery.Settle(Settlement.Ack);
            return Task.FromResult(DeliveryResult.Done);
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

        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromMinutes(1));
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
        var consumer = StartConsumer(broker, _ => Task.FromResult(DeliveryResult.Done));

        var first = await consumer.Ask<ConsumerActor.StartFailed>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));
        var second = await consumer.Ask<ConsumerActor.StartFailed>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));

        Assert.Equal("no right to configure", first.Error.Message);
        Assert.Same(first.Error, second.Error);
        Assert.Equal(1, broker.Made);
        await broker.NextConnectionAsync();
        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(30));
        await broker.NextConnectionAsync();
    }

    [Fact]
    public async Task Stop_WithDeliveriesUnderWay_IsAnsweredWhenTheLastHasEnded()
    {
        await using var broker = new ScriptedBroker();
        var first = new TaskCompletionSource<DeliveryResult>();
        var second = new TaskCompletionSource<DeliveryResult>();
        var settled = new TaskCompletionSource<Settlement>();
        var consumer = StartConsumer(broker, delivery => delivery.Message.MessageId == "first" ? first.Task : second.Task);
        var subscription = await (await broker.NextConnectionAsync()).NextSubscriptionAsync();
        subscription.Accept();
        await consumer.Ask<ConsumerActor.Done>(ConsumerActor.WaitForStart.Instance, TimeSpan.FromSeconds(10));
        subscription.Deliver(DeliveryOf("first", _ => { }));
        subscription.Deliver(DeliveryOf("second", settled.SetResult));

        var stopped = consumer.Ask<ConsumerActor.Done>(new ConsumerActor.Stop(), TimeSpan.FromSeconds(10));
        await consumer.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(10));
        second.SetException(new InvalidOperationException("a defect"));
        Assert.Equal(Settlement.Requeue, await settled.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await consumer.Ask<ActorIdentity>(new Identify(2), TimeSpan.FromSeconds(10));
        Assert.False(stopped.IsCompleted);
        first.SetResult(DeliveryResult.Done);

        await stopped;
    }

    private static Delivery DeliveryOf(string id, Action<Settlement> onSettled) => new(
        new BrokerMessage { Body = default, MessageId = id }, "billing", "", "billing", false, null, settlement =>
        {
            onSettled(settlement);
            return SettleResult.Settled;
        });

    private IActorRef StartConsumer(ScriptedBroker broker, Func<Delivery, Task<DeliveryResult>> process) =>
        Sys.ActorOf(Props.Create(() => new ConsumerActor(
            broker, Groundwork.None, new[] { "billing" }, new Intake(10, 0, new DeliveryBudget(null)), process,
            _status)));
}
