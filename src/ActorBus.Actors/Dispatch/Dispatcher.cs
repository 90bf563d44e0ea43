namespace ActorBus.Actors.Dispatch;

/// <summary>Runs actors on the threads of the .NET thread pool.</summary>
public class Dispatcher : MessageDispatcher
{
    internal Dispatcher(string id, int throughput)
        : base(id, throughput)
    {
    }

    /// <inheritdoc/>
    public override void Schedule(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);

    internal override void Execute(IWorkItem item) => Worker.Schedule(item);
}
