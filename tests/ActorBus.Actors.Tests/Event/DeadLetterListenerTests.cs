namespace ActorBus.Actors.Tests.Event;

/// <summary>What is logged of dead letters, with <c>akka.log-dead-letters</c>.</summary>
public sealed class DeadLetterListenerTests() : ActorTest("""
    akka { loglevel = INFO, log-dead-letters = 2, log-dead-letters-suspend-duration = infinite }
    """)
{
    [Fact]
    public async Task DeadLetters_MoreThanTheLimit_AreLoggedUpToIt()
    {
        var entries = Events<Info>();
        var actor = new Recorder(Sys).Ref;
        Sys.Stop(actor);
        await Stopped(actor);
        actor.Tell("one", Log.Ref);
        Assert.Contains($"Message [String] from {Log.Ref} to {actor} was not delivered. [1] dead letters encountered", await Text(entries), StringComparison.Ordinal);
        actor.Tell("two", Log.Ref);
        Assert.Contains("[2] dead letters encountered, no more dead letters will be logged", await Text(entries), StringComparison.Ordinal);

        actor.Tell("three", Log.Ref);
        Sys.Log.Info("after");
        Assert.Equal("after", await Text(entries));
    }

    private static async Task<string> Text(Recorder entries) => (await entries.Next<Info>()).Message.ToString()!;
}
