namespace ActorBus.Actors.Tests.Event;

public sealed class EventStreamTests : ActorTest
{
    [Fact]
    public async Task Publish_SubscribedToBaseClass_GetsDerivedEventOnce()
    {
        Sys.EventStream.Subscribe(Log.Ref, typeof(Base));
        Sys.EventStream.Subscribe(Log.Ref, typeof(Derived));
        Sys.EventStream.Publish(new Derived(1));
        Sys.EventStream.Publish("nobody listens");
        Sys.EventStream.Publish(new Base(2));
        await Log.Expect(new Derived(1), new Base(2));
    }

    [Fact]
    public async Task Unsubscribe_Event_DoesNotCome()
    {
        Assert.True(Sys.EventStream.Subscribe(Log.Ref, typeof(Base)));
        Assert.False(Sys.EventStream.Subscribe(Log.Ref, typeof(Base)));
        Assert.True(Sys.EventStream.Unsubscribe(Log.Ref, typeof(Base)));
        Sys.EventStream.Publish(new Base(1));
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public async Task Unsubscribe_DerivedClass_LeavesTheRestOfTheBaseClass()
    {
        Sys.EventStream.Subscribe(Log.Ref, typeof(Base));
        Assert.True(Sys.EventStream.Unsubscribe(Log.Ref, typeof(Derived)));
        Sys.EventStream.Publish(new Derived(1));
        Sys.EventStream.Publish(new Base(2));
        await Log.Expect(new Base(2));

        Assert.True(Sys.EventStream.Subscribe(Log.Ref, typeof(Derived)));
        Sys.EventStream.Publish(new Derived(3));
        await Log.Expect(new Derived(3));
    }

    [Fact]
    public async Task Unsubscribe_BaseClass_LeavesTheDerivedOne()
    {
        Sys.EventStream.Subscribe(Log.Ref, typeof(Derived));
        Assert.False(Sys.EventStream.Unsubscribe(Log.Ref, typeof(Base)));
        Sys.EventStream.Publish(new Derived(1));
        await Log.Expect(new Derived(1));
    }

    [Fact]
    public async Task DeadLetter_InTheMailboxOfASubscriberThatStops_IsNoDeadLetterItself()
    {
        var letters = Events<DeadLetter>();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = Sys.ActorOf(Props.Create(() => new Held(entered, gate.Task)));
        Sys.EventStream.Subscribe(busy, typeof(DeadLetter));
        busy.Tell("hold");
        await entered.Task.WaitAsync(Limit);
        Sys.DeadLetters.Tell("lost");
        Sys.Stop(busy);
        gate.SetResult();
        await Stopped(busy);
        Sys.DeadLetters.Tell("last");

        var seen = new List<object>();
        while (seen.LastOrDefault() is not "last")
            seen.Add((await letters.Next<DeadLetter>()).Message);

        // In Akka.NET what an asynchronous handler sends itself may be one as well.
        Assert.Equal(["lost", "last"], seen.OfType<string>());
        Assert.DoesNotContain(seen, message => message is DeadLetter);
    }

    [Fact]
    public async Task Unsubscribe_Actor_EndsAllItsSubscriptions()
    {
        Sys.EventStream.Subscribe(Log.Ref, typeof(Base));
        Sys.EventStream.Subscribe(Log.Ref, typeof(string));
        Assert.True(Sys.EventStream.Unsubscribe(Log.Ref));
        Assert.False(Sys.EventStream.Unsubscribe(Log.Ref));
        Sys.EventStream.Publish("x");
        Sys.EventStream.Publish(new Base(1));
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public async Task Tell_ActorIsDead_DeadLetterIsPublished()
    {
        var dead = Events<DeadLetter>();
        var actor = Sys.ActorOf(Props.Empty);
        Sys.Stop(actor);
        await Stopped(actor);
        actor.Tell("late", Log.Ref);
        var letter = await dead.Next<DeadLetter>();
        Assert.Equal(("late", Log.Ref, actor), (letter.Message, letter.Sender, letter.Recipient));
    }

    private record Base(int Number);

    private sealed record Derived(int Number) : Base(Number);

    private sealed class Held : ReceiveActor
    {
        public Held(TaskCompletionSource entered, Task gate)
        {
            ReceiveAsync<string>(_ =>
            {
                entered.TrySetResult();
                return gate;
            });
        }
    }
}
