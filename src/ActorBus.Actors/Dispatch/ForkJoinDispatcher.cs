namespace ActorBus.Actors.Dispatch;

/// <summary>Runs actors on a fixed number of threads of its own, apart from the thread pool.</summary>
/// <remarks>
/// The threads begin with the first actor and end some time after the last one has stopped. What is left to do then, such as
/// passing messages to the dead letters, is done by the thread pool.
/// </remarks>
internal sealed class ForkJoinDispatcher(string id, int throughput, int threads, TimeSpan shutdownTimeout) : MessageDispatcher(id, throughput)
{
    private readonly Lock _gate = new();
    private volatile DedicatedThreads? _threads;
    private Timer? _idle;
    private int _actors;
    private bool _disposed;

    internal override void Execute(IWorkItem item) => Execute((IThreadPoolWorkItem)item);

    internal override MessageDispatcher ForActor(ActorCell cell)
    {
        lock (_gate)
        {
            _actors++;
            Begin();
        }

        return this;
    }

    internal override void Detach()
    {
        lock (_gate)
        {
            if (--_actors == 0)
                EndSoon();
        }
    }

    protected override void ExecuteTask(IRunnable run)
    {
        lock (_gate)
        {
            Begin();
            if (_actors == 0)
                EndSoon();
        }

        Execute(run);
    }

    protected override void Shutdown()
    {
        lock (_gate)
        {
            _disposed = true;
            _idle?.Dispose();
            EndThreads();
        }
    }

    private void Execute(IThreadPoolWorkItem item)
    {
        if (_threads is { } own)
            own.Execute(item);
        else
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }

    private void Begin()
    {
        if (!_disposed)
            _threads ??= new DedicatedThreads(Id, threads);
    }

    private void EndSoon()
    {
        if (_disposed)
            return;
        _idle ??= new Timer(static dispatcher => ((ForkJoinDispatcher)dispatcher!).EndIfIdle(), this, Timeout.Infinite, Timeout.Infinite);
        _idle.Change(shutdownTimeout, Timeout.InfiniteTimeSpan);
    }

    private void EndIfIdle()
    {
        lock (_gate)
        {
            if (_actors == 0)
                EndThreads();
        }
    }

    private void EndThreads()
    {
        _threads?.Dispose();
        _threads = null;
    }
}
