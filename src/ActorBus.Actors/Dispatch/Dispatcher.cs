namespace ActorBus.Actors.Dispatch;

/// <summary>Runs actors on the threads of the .NET thread pool.</summary>
public class Dispatcher : MessageDispatcher
{
    internal Dispatcher(string id, int throughput)
        : base(id, throughput)
    {
    }

    internal override void Execute(IWorkItem item) => Worker.Schedule(item);

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
}
