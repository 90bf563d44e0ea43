namespace ActorBus.Tests.Actors.TestKits;

public class TestActorRefTests : TestKit
{
    [Fact]
    public void Tell_IsProcessedBeforeItReturns()
    {
        var counter = ActorOfAsTestActorRef<Counter>();
        counter.Tell("one");
        counter.Tell("two");
        Assert.Equal(2, counter.UnderlyingActor.Count);
        Assert.Same(Thread.CurrentThread, counter.UnderlyingActor.Thread);
    }

    [Fact]
    public async Task Ask_AnsweredByTheHandler_IsCompletedWhenItReturns()
    {
        var counter = ActorOfAsTestActorRef<Counter>();
        var answer = counter.Ask<string>("echo");
        Assert.True(answer.IsCompletedSuccessfully);
        Assert.Equal("echo", await answer);
    }

    [Fact]
    public void Create_WithoutName_IsNamedApartFromOtherActors()
    {
        var (one, other) = (ActorOfAsTestActorRef<Counter>(), ActorOfAsTestActorRef<Counter>());
        Assert.StartsWith("$$", one.Path.Name, StringComparison.Ordinal);
        Assert.StartsWith("$$", other.Path.Name, StringComparison.Ordinal);
        Assert.NotEqual(one.Path, other.Path);
    }

    [Fact]
    public void Tell_BetweenTwo_NestsAndKeepsTheOrder()
    {
        var second = ActorOfAsTestActorRef<Counter>();
        var first = ActorOfAsTestActorRef(() => new Forwarding(second));
        first.Tell("a");
        Assert.Equal(2, second.UnderlyingActor.Count);
        ExpectMsg("a");
        ExpectMsg("a");
    }

    [Fact]
    public void Receive_HandlerThrows_ThrowsInTheTest()
    {
        var counter = ActorOfAsTestActorRef<Counter>(Props.Create(() => new Counter()), "counter");
        Assert.Throws<InvalidOperationException>(() => counter.Receive("fail"));
        counter.Receive("echo", TestActor);
        ExpectMsg("echo");
        Assert.EndsWith("/user/counter", counter.Path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiveAsync_AsynchronousHandler_EndsWithIt()
    {
        var actor = ActorOfAsTestActorRef<Asynchronous>();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var received = actor.ReceiveAsync(gate);
        Assert.False(received.IsCompleted);
        gate.SetResult();
        await received.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, actor.UnderlyingActor.Done);

        var failing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failed = actor.ReceiveAsync(failing);
        failing.SetException(new InvalidOperationException("as told"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Tell_AsynchronousHandler_GoesOnAsTheActor()
    {
        var actor = ActorOfAsTestActorRef<Asynchronous>();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(gate);
        gate.SetResult();
        await AwaitConditionAsync(() => Task.FromResult(actor.UnderlyingActor.Done == 1), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void UnderlyingActor_Restarted_IsTheFreshOne()
    {
        var counter = ActorOfAsTestActorRef<Counter>();
        var before = counter.UnderlyingActor;
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => counter.Tell("fail"));
        AwaitCondition(() => counter.UnderlyingActor != before, TimeSpan.FromSeconds(20));
        Assert.Equal(0, counter.UnderlyingActor.Count);
    }

    [Fact]
    public void UnderlyingActor_OnAnotherDispatcher_IsWaitedFor()
    {
        var counter = ActorOfAsTestActorRef<Counter>(Props.Create(() => new Counter()).WithDispatcher("akka.actor.default-dispatcher"));
        Assert.Equal(0, counter.UnderlyingActor.Count);
    }

    [Fact]
    public void Stopped_TellsWhoWatches()
    {
        var parent = ActorOfAsTestActorRef<Counter>();
        var child = ActorOfAsTestActorRef<Counter>(parent);
        Assert.Equal(parent.Path, child.Path.Parent);
        Watch(child);
        Sys.Stop(child);
        Assert.True(child == ExpectTerminated(child, TimeSpan.FromSeconds(20)).ActorRef);
        Assert.ThrowsAny<Exception>(() => child.UnderlyingActor);
    }

    [Fact]
    public void Equals_ItsReference_AndNoOther()
    {
        var one = ActorOfAsTestActorRef<Counter>();
        Assert.True(one == one.Ref);
        Assert.True(one.Equals(one.Ref));
        Assert.True(one != ActorOfAsTestActorRef<Counter>().Ref);
        Assert.Equal(one.Ref.GetHashCode(), one.GetHashCode());
    }

    public class Counter : UntypedActor
    {
        public int Count { get; private set; }

        public Thread? Thread { get; private set; }

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("as told");
            Count++;
            Thread = Thread.CurrentThread;
            Sender.Tell(message);
        }
    }

    private sealed class Forwarding(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            target.Forward(message);
            target.Forward(message);
        }
    }

    public class Asynchronous : ReceiveActor
    {
        public Asynchronous() => ReceiveAsync<TaskCompletionSource>(async gate =>
        {
            var self = Self;
            await gate.Task;
            Assert.Equal(self, Self);
            Done++;
        });

        public int Done { get; private set; }
    }
}
