namespace ActorBus.Actors.Tests;

public sealed class TimerSchedulerTests : ActorTest
{
    [Fact]
    public async Task StartSingleTimer_TimePasses_MessageComesOnce()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(Log.Ref)));
        actor.Tell(new Start("key", "tick", TimeSpan.FromMilliseconds(20), false));
        await Log.Expect("tick");
        Assert.False(await actor.Ask<bool>("active", Limit));
    }

    [Fact]
    public async Task StartPeriodicTimer_TimePasses_MessagesKeepComing()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(Log.Ref)));
        actor.Tell(new Start("key", "tick", TimeSpan.FromMilliseconds(20), true));
        await Log.Expect("tick", "tick", "tick");
        Assert.True(await actor.Ask<bool>("active", Limit));
    }

    [Fact]
    public async Task StartSingleTimer_SameKey_ReplacesTheTimer()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(Log.Ref)));
        actor.Tell(new Start("key", "old", TimeSpan.FromMilliseconds(30), false));
        actor.Tell(new Start("key", "new", TimeSpan.FromMilliseconds(60), false));
        await Log.Expect("new");
    }

    [Fact]
    public async Task Restart_TimerRuns_IsCancelled()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(Log.Ref)));
        actor.Tell(new Start("key", "tick", TimeSpan.FromHours(1), true));
        Assert.True(await actor.Ask<bool>("active", Limit));
        actor.Tell(new InvalidOperationException());
        Assert.False(await actor.Ask<bool>("active", Limit));
    }

    [Fact]
    public async Task ReceiveTimeout_NothingComes_IsSent()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(Log.Ref)));
        actor.Tell(TimeSpan.FromMilliseconds(50));
        await Log.Expect("timeout");
    }

    private sealed record Start(string Key, string Message, TimeSpan Delay, bool Repeat);

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public Timed(IActorRef log)
        {
            Receive<Start>(start =>
            {
                if (start.Repeat)
                    Timers.StartPeriodicTimer(start.Key, start.Message, start.Delay, start.Delay);
                else
                    Timers.StartSingleTimer(start.Key, start.Message, start.Delay);
            });
            Receive<string>(text => text == "active", _ => Sender.Tell(Timers.IsTimerActive("key")));
            Receive<TimeSpan>(pause => Context.SetReceiveTimeout(pause));
            Receive<ReceiveTimeout>(_ =>
            {
                Context.SetReceiveTimeout(null);
                log.Tell("timeout");
            });
            Receive<Exception>(failure => throw failure);
            Receive<string>(text => log.Tell(text));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
