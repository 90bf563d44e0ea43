namespace ActorBus.Tests.Actors.TestKits;

/// <summary>In virtual time: each ask shows that what was told before has been processed.</summary>
public class ReceiveTimeoutTests : TestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TestScheduler _time;
    private readonly IActorRef _actor;

    public ReceiveTimeoutTests()
        : base("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
    {
        _time = (TestScheduler)Sys.Scheduler;
        var test = TestActor;
        _actor = Sys.ActorOf(Props.Create(() => new Waiting(test)));
    }

    [Fact]
    public void Message_Comes_BeginsTheTimeAnew()
    {
        Send(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(6));
        Send("x");
        _time.Advance(TimeSpan.FromSeconds(6));
        Send("y");
        _time.Advance(TimeSpan.FromSeconds(9));
        Send(new Ignored());
        _time.Advance(TimeSpan.FromSeconds(1));

        ExpectMsg("timeout");
    }

    [Fact]
    public void NotInfluencing_MessageComes_ChangesNothing()
    {
        Send(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(6));
        Send(new Ignored());
        _time.Advance(TimeSpan.FromSeconds(4));

        ExpectMsg("timeout");
    }

    [Fact]
    public void Timeout_NothingComesAgain_IsSentAgain()
    {
        Send(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            ExpectMsg("timeout");
            Send(new Ignored());
        }
    }

    [Fact]
    public void SetReceiveTimeout_ShorterOrNone_Counts()
    {
        Send(TimeSpan.FromSeconds(100));
        Send(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        ExpectMsg("timeout");
        Send(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(100));
        Send("x");

        ExpectNoMsg(TimeSpan.Zero);
    }

    private void Send(object message)
    {
        _actor.Tell(message, ActorRefs.NoSender);
        _actor.Ask<ActorIdentity>(new Question(), Limit).GetAwaiter().GetResult();
    }

    private sealed record Ignored : INotInfluenceReceiveTimeout;

    private sealed record Question : INotInfluenceReceiveTimeout;

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef test)
        {
            Receive<TimeSpan>(time => Context.SetReceiveTimeout(time == TimeSpan.Zero ? null : time));
            Receive<ReceiveTimeout>(_ => test.Tell("timeout", ActorRefs.NoSender));
            Receive<Question>(_ => Sender.Tell(new ActorIdentity(1, Self)));
            ReceiveAny(_ => { });
        }
    }
}
