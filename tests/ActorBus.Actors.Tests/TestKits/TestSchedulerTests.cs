namespace ActorBus.Tests.Actors.TestKits;

public class TestSchedulerTests()
    : TestKit("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Advance_NotFarEnough_NothingComes()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(1), TestActor, "x", ActorRefs.NoSender);
        Scheduler.Advance(TimeSpan.FromMilliseconds(999));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));

        ExpectMsg("x");
    }

    [Fact]
    public void Advance_SeveralDue_ComeInOrder()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(2), TestActor, "second", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(1), TestActor, "first", ActorRefs.NoSender);
        Scheduler.Advance(TimeSpan.FromHours(1));

        ExpectMsg("first");
        ExpectMsg("second");
    }

    [Fact]
    public void ScheduleTellRepeatedly_EachInterval_ComesAgainUntilCancelled()
    {
        var cancelable = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TestActor, "x", ActorRefs.NoSender);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("x");
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("x");
        cancelable.Cancel();
        Scheduler.Advance(TimeSpan.FromSeconds(2));

        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void AdvanceTo_Moment_BecomesNow()
    {
        var then = Scheduler.Now.AddMinutes(5);
        Scheduler.AdvanceTo(then);

        Assert.Equal(then, Scheduler.Now);
        Assert.Throws<InvalidOperationException>(() => Scheduler.AdvanceTo(then.AddSeconds(-1)));
    }

    [Fact]
    public void Timers_OfAnActor_FollowTheVirtualTime()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Ticking(TestActor)));
        actor.Tell("start");
        ExpectMsg("started");
        Scheduler.Advance(TimeSpan.FromMinutes(10));

        ExpectMsg("tick");
    }

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        public Ticking(IActorRef target)
        {
            Receive<string>(text => text == "tick", target.Tell);
            Receive<string>(_ =>
            {
                Timers.StartSingleTimer("key", "tick", TimeSpan.FromMinutes(10));
                target.Tell("started");
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
