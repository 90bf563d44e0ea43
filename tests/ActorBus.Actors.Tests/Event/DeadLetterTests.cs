namespace ActorBus.Actors.Tests.Event;

/// <summary>What becomes of messages that nobody can receive.</summary>
public sealed class DeadLetterTests : ActorTest
{
    [Fact]
    public async Task Tell_SuppressedMessageToStoppedActor_IsSuppressedAndAddressedToTheDeadLetters()
    {
        var (all, dead) = (Events<AllDeadLetters>(), Events<DeadLetter>());
        var actor = await Gone();
        actor.Tell(new Unimportant(), Log.Ref);
        actor.Tell("important", Log.Ref);

        var suppressed = await all.Next<SuppressedDeadLetter>();
        Assert.IsType<Unimportant>(suppressed.Message);
        Assert.Equal(Log.Ref, suppressed.Sender);
        Assert.Equal(Sys.DeadLetters, suppressed.Recipient);
        Assert.Equal("important", (await all.Next<DeadLetter>()).Message);
        Assert.Equal(actor, (await dead.Next<DeadLetter>()).Recipient);
    }

    [Fact]
    public async Task Tell_LetterWithSuppressedMessage_IsSuppressed()
    {
        var all = Events<AllDeadLetters>();
        Sys.DeadLetters.Tell(new DeadLetter(new Unimportant(), Log.Ref, Log.Ref), Log.Ref);

        var suppressed = await all.Next<SuppressedDeadLetter>();
        Assert.Equal(Log.Ref, suppressed.Sender);
        Assert.Equal(Sys.DeadLetters, suppressed.Recipient);
    }

    [Fact]
    public async Task Tell_SuppressedMessageAlongSelectionToNobody_NamesThePath()
    {
        var all = Events<AllDeadLetters>();
        Sys.ActorSelection("/user/nobody").Tell(new Unimportant(), Log.Ref);

        var suppressed = await all.Next<SuppressedDeadLetter>();
        Assert.Equal(Log.Ref, suppressed.Sender);
        Assert.Equal("nobody", suppressed.Recipient.Path.Name);
    }

    [Fact]
    public async Task Tell_SelectionMessageToStoppedActor_IsUnwrapped()
    {
        var dead = Events<DeadLetter>();
        var actor = await Gone();
        new ActorSelection(actor, "").Tell("inside", Log.Ref);

        Assert.Equal("inside", (await dead.Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task Tell_WithoutSender_IsFromTheDeadLetters()
    {
        var all = Events<AllDeadLetters>();
        var actor = await Gone();
        actor.Tell(new Unimportant(), ActorRefs.NoSender);
        actor.Tell("important", ActorRefs.NoSender);

        Assert.Equal(Sys.DeadLetters, (await all.Next<SuppressedDeadLetter>()).Sender);
        Assert.Equal(Sys.DeadLetters, (await all.Next<DeadLetter>()).Sender);
    }

    [Fact]
    public void DeadLetter_WithoutSenderOrRecipient_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new DeadLetter("message", null!, Log.Ref));
        Assert.Throws<ArgumentNullException>(() => new DeadLetter("message", Log.Ref, null!));
        Assert.Throws<ArgumentNullException>(() => new SuppressedDeadLetter(new Unimportant(), null!, Log.Ref));
    }

    private async Task<IActorRef> Gone()
    {
        var actor = new Recorder(Sys).Ref;
        Sys.Stop(actor);
        await Stopped(actor);
        return actor;
    }

    private sealed class Unimportant : IDeadLetterSuppression;
}
