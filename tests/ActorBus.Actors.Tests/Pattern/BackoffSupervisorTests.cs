namespace ActorBus.Tests.Actors.Pattern;

public class BackoffSupervisorTests()
    : TestKit("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Maximum = TimeSpan.FromSeconds(4);

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    private Props ChildProps => Props.Create(() => new Child(TestActor));

    [Fact]
    public void OnStop_ChildStops_StartsAgainAfterTheDelay()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1));
        supervisor.Tell("stop");
        ExpectMsg("stopped");
        AwaitAssert(() => Assert.Equal(1, RestartCount(supervisor)));
        Assert.True(CurrentChild(supervisor).IsNobody());
        Scheduler.Advance(Minimum - TimeSpan.FromMilliseconds(1));
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));

        ExpectMsg("started");
        Assert.Equal("child", CurrentChild(supervisor).Path.Name);
    }

    [Fact]
    public void OnStop_AgainAndAgain_DoublesTheDelayUpToTheMaximum()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1).WithManualReset());
        foreach (var seconds in new[] { 1, 2, 4, 4 })
        {
            var before = RestartCount(supervisor);
            supervisor.Tell("stop");
            ExpectMsg("stopped");
            AwaitAssert(() => Assert.Equal(before + 1, RestartCount(supervisor)));
            Scheduler.Advance(TimeSpan.FromSeconds(seconds - 0.5));
            ExpectNoMsg(TimeSpan.FromMilliseconds(30));
            Scheduler.Advance(TimeSpan.FromSeconds(0.5));
            ExpectMsg("started");
        }

        supervisor.Tell(BackoffSupervisor.Reset.Instance);
        AwaitAssert(() => Assert.Equal(0, RestartCount(supervisor)));
    }

    [Fact]
    public void OnStop_LivesLongEnough_BeginsTheDelaysAnew()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1).WithAutoReset(TimeSpan.FromSeconds(3)));
        supervisor.Tell("stop");
        ExpectMsg("stopped");
        AwaitAssert(() => Assert.Equal(1, RestartCount(supervisor)));
        Scheduler.Advance(Minimum);
        ExpectMsg("started");
        Assert.Equal(1, RestartCount(supervisor));
        Scheduler.Advance(TimeSpan.FromSeconds(3));

        AwaitAssert(() => Assert.Equal(0, RestartCount(supervisor)));
    }

    [Fact]
    public void OnStop_TooManyStarts_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, 1).WithManualReset());
        Watch(supervisor);
        supervisor.Tell("stop");
        ExpectMsg("stopped");
        AwaitAssert(() => Assert.Equal(1, RestartCount(supervisor)));
        Scheduler.Advance(Minimum);
        ExpectMsg("started");
        supervisor.Tell("stop");
        ExpectMsg("stopped");

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void OnStop_ChildFails_IsRestartedAtOnce()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => supervisor.Tell("fail"));

        ExpectMsg("stopped");
        ExpectMsg("started");
        Assert.Equal(0, RestartCount(supervisor));
    }

    [Fact]
    public void OnFailure_ChildFails_StartsAgainAfterTheDelay()
    {
        var supervisor = Start(Backoff.OnFailure(ChildProps, "child", Minimum, Maximum, 0, -1));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => supervisor.Tell("fail"));
        ExpectMsg("stopped");
        AwaitAssert(() => Assert.Equal(1, RestartCount(supervisor)));
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Scheduler.Advance(Minimum);

        ExpectMsg("started");
    }

    [Fact]
    public void OnFailure_ChildStopsByItself_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnFailure(ChildProps, "child", Minimum, Maximum, 0, -1));
        Watch(supervisor);
        supervisor.Tell("stop");
        ExpectMsg("stopped");

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void OnFailure_StrategyStops_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnFailure(ChildProps, "child", Minimum, Maximum, 0, -1).WithDefaultStoppingStrategy());
        Watch(supervisor);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => supervisor.Tell("fail"));
        ExpectMsg("stopped");

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void OnFailure_TooManyStarts_StopsTheSupervisor()
    {
        var supervisor = Start(Backoff.OnFailure(ChildProps, "child", Minimum, Maximum, 0, 0));
        Watch(supervisor);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => supervisor.Tell("fail"));
        ExpectMsg("stopped");

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void Messages_Both_ArePassedOn()
    {
        var supervisor = ChildActorOf(BackoffSupervisor.Props(ChildProps, "child", Minimum, Maximum, 0));
        ExpectMsg("started");
        supervisor.Tell("echo");
        ExpectMsg("echoed");
        Assert.Equal("child", LastSender.Path.Name);
        supervisor.Tell("up");

        ExpectMsg("to the parent");
        Assert.Equal(supervisor, LastSender);
    }

    [Fact]
    public void ReplyWhileStopped_NoChild_Answers()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1).WithReplyWhileStopped("later"));
        supervisor.Tell("stop");
        ExpectMsg("stopped");
        AwaitAssert(() => Assert.Equal(1, RestartCount(supervisor)));
        supervisor.Tell("echo");

        ExpectMsg("later");
    }

    [Fact]
    public void NoReplyWhileStopped_NoChild_IsADeadLetter()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1));
        supervisor.Tell("stop");
        ExpectMsg("stopped");
        AwaitAssert(() => Assert.Equal(1, RestartCount(supervisor)));

        EventFilter.DeadLetter<string>().ExpectOne(() => supervisor.Tell("echo"));
    }

    [Fact]
    public void FinalStopMessage_ChildStops_StopsTheSupervisor()
    {
        var supervisor = Start(
            Backoff.OnStop(ChildProps, "child", Minimum, Maximum, 0, -1).WithFinalStopMessage(message => message.Equals("stop")));
        Watch(supervisor);
        supervisor.Tell("stop");
        ExpectMsg("stopped");

        ExpectTerminated(supervisor);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 1.5)]
    [InlineData(1, 2, -0.5)]
    public void Props_ImpossibleDelays_AreRefused(int minimum, int maximum, double randomFactor) => Assert.ThrowsAny<ArgumentException>(
        () => BackoffSupervisor.Props(Backoff.OnStop(
            ChildProps, "child", TimeSpan.FromSeconds(minimum), TimeSpan.FromSeconds(maximum), randomFactor, -1)));

    private IActorRef Start(BackoffOptions options)
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options));
        ExpectMsg("started");
        return supervisor;
    }

    private static int RestartCount(IActorRef supervisor) =>
        supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, TimeSpan.FromSeconds(5)).Result.Count;

    private static IActorRef CurrentChild(IActorRef supervisor) =>
        supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, TimeSpan.FromSeconds(5)).Result.Ref;

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _test;

        public Child(IActorRef test)
        {
            _test = test;
            Receive<string>(text => text == "stop", _ => Context.Stop(Self));
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("as told"));
            Receive<string>(text => text == "echo", _ => Sender.Tell("echoed"));
            Receive<string>(text => text == "up", _ => Context.Parent.Tell("to the parent"));
        }

        protected override void PreStart() => _test.Tell("started", ActorRefs.NoSender);

        protected override void PostStop() => _test.Tell("stopped", ActorRefs.NoSender);
    }
}
