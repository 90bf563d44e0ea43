namespace ActorBus.Tests.Actors.Differences;

/// <summary>What the documentation of Akka.TestKit says, and its code does not do.</summary>
public class TestKitTests : TestKit
{
    [Fact]
    public void ChildActorOf_Strategy_DecidesAboutTheChild()
    {
        var child = ChildActorOf(Props.Create(() => new Failing()), "weak", new OneForOneStrategy(_ => Directive.Stop));
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => child.Tell("fail"));

        ExpectTerminated(child);
    }

    [Fact]
    public void ExpectNoMsg_LastInWithin_MayEndLate() => Within(TimeSpan.FromMilliseconds(50), () => ExpectNoMsg());

    [Fact]
    public void ExpectMsg_NothingComes_SaysWhatWasExpected()
    {
        var failure = Assert.ThrowsAny<Exception>(() => ExpectMsg("hello", TimeSpan.FromMilliseconds(10)));

        Assert.Contains("hello", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing() => ReceiveAny(_ => throw new InvalidOperationException("as told"));
    }

    [Fact]
    public void ExpectMsgFrom_SenderFulfilsACondition_IsTaken()
    {
        var probe = CreateTestProbe();
        TestActor.Tell("a", probe.Ref);
        Assert.Equal("a", ExpectMsgFrom<string>(sender => sender.Equals(probe.Ref), message => message == "a"));
        TestActor.Tell("b");
        Assert.ThrowsAny<Exception>(() => ExpectMsgFrom<string>(sender => sender.Equals(probe.Ref), message => message == "b"));
    }
}
