namespace ActorBus.Tests.Actors.TestKits;

public class TestProbeTests : TestKit
{
    [Fact]
    public void CreateTestProbe_Named_HasThatName() => Assert.StartsWith("anna", CreateTestProbe("anna").Ref.Path.Name, StringComparison.Ordinal);

    [Fact]
    public void Send_Actor_AnswersTheProbe()
    {
        var probe = CreateTestProbe();
        var echo = Sys.ActorOf(Props.Create(() => new Echo()));
        probe.Send(echo, "x");

        probe.ExpectMsg("x");
        Assert.Equal(echo, probe.LastSender);
        Assert.Equal(echo, probe.Sender);
        ExpectNoMsg(TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public void Reply_LastMessage_GoesToItsSender()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell("question", TestActor);
        probe.ExpectMsg("question");
        probe.Reply("answer");

        ExpectMsg("answer");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Forward_LastMessage_KeepsItsSender()
    {
        var probe = CreateTestProbe();
        var other = CreateTestProbe();
        probe.Ref.Tell("x", TestActor);
        probe.ExpectMsg("x");
        probe.Forward(other.Ref);
        probe.Forward(other.Ref, "y");

        other.ExpectMsg("x");
        Assert.Equal(TestActor, other.LastSender);
        other.ExpectMsg("y");
    }

    [Fact]
    public async Task Probe_AsAReference_CanBeToldAskedAndWatched()
    {
        var probe = CreateTestProbe();
        IActorRef reference = probe;
        reference.Tell("x");
        probe.ExpectMsg("x");
        Assert.Equal(TestActor, probe.LastSender);

        var asking = reference.Ask<int>("how many?", TimeSpan.FromSeconds(3));
        await probe.ExpectMsgAsync("how many?");
        probe.Reply(5);
        Assert.Equal(5, await asking);

        Watch(probe);
        Sys.Stop(probe);
        ExpectTerminated(probe);
    }

    [Fact]
    public void Probe_ComparedWithItsActor_IsEqual()
    {
        var probe = CreateTestProbe();

        Assert.True(probe.Equals(probe.Ref));
        Assert.Equal(probe.Ref.GetHashCode(), probe.GetHashCode());
        Assert.Equal(probe.Ref.Path, ((IActorRef)probe).Path);
    }

    [Fact]
    public void SetAutoPilot_Delegate_AnswersUntilItEnds()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re {message}");
            return message.Equals("last") ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));
        probe.Ref.Tell("first", TestActor);
        probe.Ref.Tell("last", TestActor);
        probe.Ref.Tell("more", TestActor);

        ExpectMsg("re first");
        ExpectMsg("re last");
        Assert.Equal<object>(["first", "last", "more"], probe.ReceiveN(3));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void ChildActorOf_Name_IsAChildOfTheTestActor()
    {
        var child = ChildActorOf(Props.Create(() => new Echo()), "echo");
        child.Tell("x");

        ExpectMsg("x");
        Assert.Equal(TestActor.Path / "echo", child.Path);
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
