using System.Collections.Concurrent;

namespace ActorBus.InMemory;

/// <summary>Runs work one unit at a time, in the order of posting, on the thread pool or a given scheduler.</summary>
/// <param name="schedule">Calls <see cref="IThreadPoolWorkItem.Execute"/> once, later and not on the stack of the caller.</param>
/// <param name="batch">How many units run in succession before others get their turn.</param>
/// <param name="afterEach">Called after each unit of work; null for nothing.</param>
internal sealed class SerialExecutor(Action<IThreadPoolWorkItem> schedule, int batch, Action? afterEach = null)
    : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<IWork> _work = new();
    private int _scheduled;

    /// <summary>The number of units executed; only for work that runs on this executor.</summary>
    public long Executed { get; private set; }

    public void Post(IWork work)
    {
        _work.Enqueue(work);
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) schedule(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var left = batch; left > 0 && _work.TryDequeue(out var work); left--)
        {
            work.Run();
            Executed++;
            afterEach?.Invoke();
        }

        // Either work posted from here on sees 0 and schedules, or it was enqueued before and is seen below; if both happen, the second exchange
        // decides. So nothing is forgotten, and two threads never execute at the same time.
        Interlocked.Exchange(ref _scheduled, 0);
        if (!_work.IsEmpty && Interlocked.Exchange(ref _scheduled, 1) == 0) schedule(this);
    }
}
