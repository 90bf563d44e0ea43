namespace ActorBus.Actors.Dispatch;

/// <summary>Runs actors on a fixed number of threads of its own, apart from the thread pool.</summary>
internal sealed class ForkJoinDispatcher(string id, int throughput, int threads) : MessageDispatcher(id, throughput), IDisposable
{
    private readonly DedicatedThreads _threads = new(id, threads);

    public override void Schedule(IRunnable run) => _threads.Execute(run);

    public void Dispose() => _threads.Dispose();

    internal override void Execute(IWorkItem item) => _threads.Execute(item);
}
