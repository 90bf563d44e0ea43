using ActorBus.Actors.TestKit.Internal;

namespace ActorBus.Actors.TestKit;

/// <summary>Runs an actor on the thread that sends to it, before the send returns, unless it is running already.</summary>
/// <remarks>For <see cref="TestActorRef{TActor}"/>. What comes after an await runs on the thread that completes what was awaited.</remarks>
public class CallingThreadDispatcher : MessageDispatcher
{
    /// <summary>The path of the dispatcher in the configuration.</summary>
    public static new readonly string Id = "akka.test.calling-thread-dispatcher";

    /// <summary>Creates the dispatcher.</summary>
    public CallingThreadDispatcher()
        : base(Id, int.MaxValue)
    {
    }

    internal override void Execute(IWorkItem item)
    {
        using var _ = new WithoutSynchronizationContext();
        CallingThread.Run(item);
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run)
    {
        ArgumentNullException.ThrowIfNull(run);
        run.Run();
    }
}
