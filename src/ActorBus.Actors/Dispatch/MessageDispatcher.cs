namespace ActorBus.Actors.Dispatch;

/// <summary>Gives actors threads to run on; configured under <c>akka.actor</c> and chosen with <see cref="Props.WithDispatcher"/>.</summary>
public abstract class MessageDispatcher
{
    /// <summary>The throughput where none is configured.</summary>
    public const int DefaultThroughput = 100;

    /// <summary>Creates a dispatcher of your own with the id, the throughput and the deadline of its section.</summary>
    /// <param name="configurator">What makes it.</param>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        Id = configurator.Config.GetString("id") ?? GetType().Name;
        Throughput = configurator.Config.GetInt("throughput", DefaultThroughput);
        var deadline = configurator.Config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero);
        ThroughputDeadlineTime = deadline > TimeSpan.Zero ? deadline.Ticks : null;
    }

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
    public void Schedule(IRunnable run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ExecuteTask(run);
    }

    internal virtual void Execute(IWorkItem item) => ExecuteTask(item);

    /// <summary>Called when the actor system has ended.</summary>
    internal void End() => Shutdown();

    /// <summary>Runs an actor for a while, or another piece of work, on a thread of this dispatcher; does not wait for it.</summary>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Gives back what the dispatcher holds; called when the actor system has ended.</summary>
    protected virtual void Shutdown()
    {
    }

    /// <summary>The dispatcher as somebody gets it who looks it up.</summary>
    internal virtual MessageDispatcher ForLookup() => this;

    /// <summary>The dispatcher as one actor uses it.</summary>
    internal virtual MessageDispatcher ForActor(ActorCell cell) => this;

    /// <summary>Called when the actor got by <see cref="ForActor"/> has stopped.</summary>
    internal virtual void Detach()
    {
    }
}
