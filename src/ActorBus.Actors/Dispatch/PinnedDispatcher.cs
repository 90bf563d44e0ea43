namespace ActorBus.Actors.Dispatch;

/// <summary>Gives each actor a thread of its own, for actors that block or need to stay on one thread.</summary>
public sealed class PinnedDispatcher : MessageDispatcher
{
    private readonly DedicatedThreads? _thread;

    internal PinnedDispatcher(string id, int throughput)
        : base(id, throughput)
    {
    }

    private PinnedDispatcher(PinnedDispatcher shared, string thread)
        : base(shared.Id, shared.Throughput)
    {
        ThroughputDeadlineTime = shared.ThroughputDeadlineTime;
        _thread = new DedicatedThreads(thread, 1);
    }

    internal override void Execute(IWorkItem item) => _thread!.Execute(item);

    internal override MessageDispatcher ForLookup() => new PinnedDispatcher(Id, Throughput) { ThroughputDeadlineTime = ThroughputDeadlineTime };

    internal override MessageDispatcher ForActor(ActorCell cell) => new PinnedDispatcher(this, cell.SelfRef.Path.ToStringWithoutAddress());

    internal override void Detach() => _thread?.Dispose();

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run)
    {
        if (_thread is not null)
            _thread.Execute(run);
        else
            ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
    }
}
