namespace ActorBus.Actors.Dispatch;

/// <summary>Gives actors threads to run on; configured under <c>akka.actor</c> and chosen with <see cref="Props.WithDispatcher"/>.</summary>
public abstract class MessageDispatcher
{
    /// <summary>The throughput where none is configured.</summary>
    public const int DefaultThroughput = 100;

    private protected MessageDispatcher(string id, int throughput)
    {
        Id = id;
        Throughput = throughput;
    }

    /// <summary>The path of the dispatcher in the configuration.</summary>
    public string Id { get; set; }

    /// <summary>How many messages an actor processes before others get the thread.</summary>
    public int Throughput { get; set; }

    /// <summary>How long an actor may process messages before others get the thread, in ticks; null for as long as the throughput lets it.</summary>
    public long? ThroughputDeadlineTime { get; set; }

    /// <summary>Runs a delegate on a thread of this dispatcher.</summary>
    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    /// <summary>Runs a piece of work on a thread of this dispatcher.</summary>
    public abstract void Schedule(IRunnable run);

    internal abstract void Execute(IWorkItem item);

    /// <summary>The dispatcher as somebody gets it who looks it up.</summary>
    internal virtual MessageDispatcher ForLookup() => this;

    /// <summary>The dispatcher as one actor uses it.</summary>
    internal virtual MessageDispatcher ForActor(ActorCell cell) => this;

    /// <summary>Called when the actor got by <see cref="ForActor"/> has stopped.</summary>
    internal virtual void Detach()
    {
    }
}
