using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Dispatch;

/// <summary>
/// A pool thread while it runs actors. What such a thread wakes is put into its slot and run next on the same thread, which
/// is many times cheaper than waking another one; what was in the slot goes to the pool.
/// </summary>
/// <remarks>
/// Nothing gets stuck behind an actor that takes long: <see cref="SlotWatch"/> moves what stays in a slot to the pool. The
/// thread goes back to the pool after a number of runs, so other users of the pool get their share.
/// </remarks>
internal sealed class Worker
{
    private const int RunsPerVisit = 128;

    [ThreadStatic]
    private static Worker? s_current;

    private IWorkItem? _next;
    private bool _running;
    private bool _bypass;

    /// <summary>Queues an item for some thread; the caller has made sure that it is queued once only.</summary>
    public static void Schedule(IWorkItem item)
    {
        var worker = s_current;
        if (worker is null || !worker._running || worker._bypass)
        {
            if (CallingThread.Completes(item))
                return;
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
            return;
        }

        var displaced = Interlocked.Exchange(ref worker._next, item);
        if (displaced is not null)
            ThreadPool.UnsafeQueueUserWorkItem(displaced, preferLocal: true);
        SlotWatch.Notice();
    }

    /// <summary>True when this thread has something to run after the current item.</summary>
    public static bool HasNext => s_current is { } worker && Volatile.Read(ref worker._next) is not null;

    /// <summary>Runs an item and then whatever the slot holds.</summary>
    public static void Enter(IWorkItem item)
    {
        var worker = s_current ?? Register();
        var context = ExecutionContext.Capture();
        worker._running = true;
        try
        {
            IWorkItem? next = item;
            for (var runs = RunsPerVisit; next is not null; next = worker.Take())
            {
                if (--runs < 0)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
                    break;
                }

                worker._bypass = false;
                next.Run();
                if (context is not null && ExecutionContext.Capture() != context)
                    ExecutionContext.Restore(context);
            }
        }
        finally
        {
            worker._running = false;
            if (worker.Take() is { } left)
                ThreadPool.UnsafeQueueUserWorkItem(left, preferLocal: true);
        }
    }

    /// <summary>Called by the watch: what the worker has not come to yet goes to another thread, and so does what it wakes until it is done.</summary>
    public bool Release()
    {
        if (Volatile.Read(ref _next) is null || Take() is not { } waiting)
            return false;
        Volatile.Write(ref _bypass, true);
        ThreadPool.UnsafeQueueUserWorkItem(waiting, preferLocal: false);
        return true;
    }

    private IWorkItem? Take() => _next is null ? null : Interlocked.Exchange(ref _next, null);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Worker Register()
    {
        var worker = new Worker();
        s_current = worker;
        SlotWatch.Add(worker);
        return worker;
    }
}
