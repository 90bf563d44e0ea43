namespace ActorBus.Actors.Tests;

/// <summary>A test with an actor system of its own and a recorder that keeps what is sent to it.</summary>
public abstract class ActorTest : IAsyncLifetime
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }\n";

    protected ActorTest(string config = "")
    {
        Sys = ActorSystem.Create("test", ConfigurationFactory.ParseString(Quiet + config));
        Log = new Recorder(Sys);
    }

    protected ActorSystem Sys { get; }

    /// <summary>What actors of the test tell, in the order it came.</summary>
    protected Recorder Log { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Sys.Terminate().WaitAsync(Limit);

    /// <summary>Completes when the actor has stopped.</summary>
    protected async Task Stopped(IActorRef actor) => Assert.True(await actor.WatchAsync().WaitAsync(Limit));

    /// <summary>Events of a class that come from now on.</summary>
    protected Recorder Events<T>()
    {
        var events = new Recorder(Sys);
        Sys.EventStream.Subscribe(events.Ref, typeof(T));
        return events;
    }
}
