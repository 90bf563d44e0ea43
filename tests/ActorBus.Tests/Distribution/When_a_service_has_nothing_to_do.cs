using System.Collections.Concurrent;
using ActorBus.Handlers;
using ActorBus.InMemory;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Tests.Distribution;

/// <summary>Akka's scheduler, once it is asked for anything, wakes up every 10 ms for ever; so nothing may be asked of it.</summary>
public sealed class When_a_service_has_nothing_to_do
{
    [Fact]
    public async Task Should_not_have_woken_the_scheduler()
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<string>();
        var all = new TestHandlers().OnCommand<string>("take", (body, _) =>
        {
            handled.Add(body);
            return Task.CompletedTask;
        });
        var system = ActorSystem.Create("idle", $"akka.loglevel = OFF\nakka.scheduler.implementation = \"{typeof(RecordingScheduler).AssemblyQualifiedName}\"");
        await using (var service = await ActorBusService.StartAsync(
            system, broker, new HandlerRegistry(all.All), new ServiceCollection().BuildServiceProvider(), new BusRuntimeOptions(),
            new ActorBus.Distribution.DistributionOptions { ServiceName = "billing" }))
        {
            await service.Distributed.SendCommandAsync("billing", "take", "one");
            await handled.NextAsync();
            // An outage must not leave it ticking either.
            await broker.Control.CloseConnectionsAsync("cut");
            await service.Distributed.SendCommandAsync("billing", "take", "two");
            while (await handled.NextAsync() != "two")
            {
            }

            Assert.Empty(((RecordingScheduler)system.Scheduler).Asked);
        }

        await system.Terminate();
    }

    /// <summary>Notes what it is asked for, and does nothing of it.</summary>
    public sealed class RecordingScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log)
    {
        public override TimeSpan MonotonicClock => HighResMonotonicClock;

        public override TimeSpan HighResMonotonicClock => TimeSpan.FromMilliseconds(Environment.TickCount64);

        internal ConcurrentQueue<string> Asked { get; } = new();

        protected override DateTimeOffset TimeNow => DateTimeOffset.UtcNow;

        protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
            Asked.Enqueue($"{receiver}: {message}");

        protected override void InternalScheduleTellRepeatedly(
            TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
            Asked.Enqueue($"{receiver}: {message}");

        protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => Asked.Enqueue($"{action.Method}");

        protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) => Asked.Enqueue($"{action}");

        protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
            Asked.Enqueue($"{action.Method}");

        protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
            Asked.Enqueue($"{action}");
    }
}
