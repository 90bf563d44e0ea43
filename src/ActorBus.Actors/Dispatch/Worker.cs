using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Dispatch;

/// <summary>
/// A pool thread while it runs actors. The actor that such a thread wakes is put into its slot and run next on the same thread,
/// which is many times cheaper than waking another one; what was in the slot goes to the pool. Asks that got their replies wait
/// in a row of their own and go first, so that whoever asked together goes on together.
/// </summary>
/// <remarks>
/// Nothing gets stuck behind an actor that takes long: <see cref="WorkerWatch"/> moves what waits to the pool. The thread goes
/// back to the pool after a number of runs, so other users of the pool get their share.
/// </remarks>
internal sealed class Worker
{
    private const int RunsPerVisit = 1024;
    private const int RunsOfActor = 8;
    private const int RowSize = 256;

    [ThreadStatic]
    private static Worker? s_current;

    private readonly IWorkItem?[] _row = new IWorkItem?[RowSize];
    private IWorkItem? _slot;
    private int _first;
    private int _end;
    private int _runs;
    private bool _running;
    private bool _bypassed;
    private bool _held;
    private bool _wanted;

    /// <summary>True when this thread has something to run after the current item.</summary>
    public static bool HasNext => s_current is { HasWork: true };

    /// <summary>True when something waits for the current item to end. Any thread may ask; only the worker itself gets a certain answer.</summary>
    public bool HasWork => Volatile.Read(ref _slot) is not null || Volatile.Read(ref _first) != Volatile.Read(ref _end);

    /// <summary>How many items it has begun, in an int that runs over.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>While true, what this thread wakes goes to the pool. Set by the watch.</summary>
    public bool IsBypassed
    {
        get => Volatile.Read(ref _bypassed);
        set => Volatile.Write(ref _bypassed, value);
    }

    /// <summary>Queues an actor for some thread; the caller has made sure that it is queued once only.</summary>
    public static void Schedule(IWorkItem actor)
    {
        IWorkItem? displaced;
        if (s_current is { _running: true, IsBypassed: false } worker)
        {
            displaced = worker.Exchange(actor);
            WorkerWatch.Notice();
        }
        else
        {
            displaced = actor;
        }

        if (displaced is not null)
            ThreadPool.UnsafeQueueUserWorkItem(displaced, preferLocal: true);
    }

    /// <summary>Queues the end of an ask for some thread.</summary>
    public static void ScheduleCompletion(IWorkItem ask)
    {
        if (s_current is { _running: true, IsBypassed: false } worker)
            worker.Append(ask);
        else if (!CallingThread.Completes(ask))
            ThreadPool.UnsafeQueueUserWorkItem(ask, preferLocal: true);
    }

    /// <summary>Runs items and then what they wake. There is one at least.</summary>
    public static void Enter(params ReadOnlySpan<IWorkItem> items)
    {
        var worker = s_current ?? Register();
        var context = ExecutionContext.Capture();
        worker._running = true;
        try
        {
            for (var i = 1; i < items.Length; i++)
                worker.Append(items[i]);
            worker.Run(items[0], context);
            var left = RunsPerVisit;
            while (left > 0 && worker.Take(ref left) is { } next)
                worker.Run(next, context);
        }
        finally
        {
            worker._running = false;
            Queue(worker.TakeAll());
        }
    }

    /// <summary>Called by the watch: what the worker has not come to yet goes to another thread.</summary>
    public void Release()
    {
        IThreadPoolWorkItem? left = null;
        Volatile.Write(ref _wanted, true);
        try
        {
            // The worker announces what it does without a fence of its own; this is the fence of both.
            Interlocked.MemoryBarrierProcessWide();
            if (!Volatile.Read(ref _held))
                left = RemoveAll();
        }
        finally
        {
            Volatile.Write(ref _wanted, false);
        }

        Queue(left);
    }

    private static void Queue(IThreadPoolWorkItem? left)
    {
        if (left is not null)
            ThreadPool.UnsafeQueueUserWorkItem(left, preferLocal: false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Worker Register()
    {
        var worker = new Worker();
        s_current = worker;
        WorkerWatch.Add(worker);
        return worker;
    }

    private void Run(IWorkItem item, ExecutionContext? context)
    {
        _runs++;
        item.Run();
        if (context is not null && ExecutionContext.Capture() != context)
            ExecutionContext.Restore(context);
    }

    private IWorkItem? Exchange(IWorkItem actor)
    {
        Hold();
        var displaced = _slot;
        _slot = actor;
        LetGo();
        return displaced;
    }

    private void Append(IWorkItem item)
    {
        Hold();
        var fits = _end - _first < RowSize;
        if (fits)
            _row[_end++ & (RowSize - 1)] = item;
        LetGo();
        if (fits)
            WorkerWatch.Notice();
        else
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
    }

    private IWorkItem? Take(ref int left)
    {
        Hold();
        IWorkItem? item;
        if (_first != _end)
        {
            ref var place = ref _row[_first++ & (RowSize - 1)];
            item = place;
            place = null;
            left--;
        }
        else
        {
            item = _slot;
            _slot = null;
            left -= RunsOfActor;
        }

        LetGo();
        return item;
    }

    private IThreadPoolWorkItem? TakeAll()
    {
        Hold();
        var left = RemoveAll();
        LetGo();
        return left;
    }

    private IThreadPoolWorkItem? RemoveAll()
    {
        var slot = _slot;
        _slot = null;
        if (_first == _end)
            return slot;
        var items = new List<IWorkItem>(_end - _first + 1);
        for (; _first != _end; _first++)
        {
            ref var place = ref _row[_first & (RowSize - 1)];
            items.Add(place!);
            place = null;
        }

        if (slot is not null)
            items.Add(slot);
        return new WorkBatch(items);
    }

    /// <summary>Keeps the watch away from what waits; costs no fence, because the watch makes one for both.</summary>
    private void Hold()
    {
        Volatile.Write(ref _held, true);
        if (Volatile.Read(ref _wanted))
            HoldAfterWatch();
    }

    private void LetGo() => Volatile.Write(ref _held, false);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void HoldAfterWatch()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref _wanted))
        {
            LetGo();
            while (Volatile.Read(ref _wanted))
                spin.SpinOnce(sleep1Threshold: -1);
            Volatile.Write(ref _held, true);
        }
    }
}
