namespace ActorBus.Actors.Dispatch;

/// <summary>
/// A thread that looks at all workers once per millisecond. Where something waits while the worker gets on slowly, it moves to the
/// pool, and so does what this worker wakes next; so an actor which blocks or computes for long delays nobody, and heavy work
/// spreads over the threads of the pool. Where runs are short they stay together. It sleeps while nothing waits.
/// </summary>
internal static class WorkerWatch
{
    private const int QuietRoundsBeforeSleep = 50;

    private static readonly Lock Gate = new();
    private static readonly ManualResetEventSlim Wake = new(false, 0);
    private static readonly List<WatchedWorker> Workers = [];
    private static bool s_asleep;

    public static void Add(Worker worker)
    {
        lock (Gate)
        {
            if (Workers.Count == 0)
                new Thread(Watch) { IsBackground = true, Name = "actorbus-worker-watch" }.UnsafeStart();
            Workers.RemoveAll(known => known.IsGone);
            Workers.Add(new WatchedWorker(worker));
        }
    }

    /// <summary>Called after something began to wait: either the watch sees it or this sees that the watch sleeps.</summary>
    public static void Notice()
    {
        if (Volatile.Read(ref s_asleep))
            Wake.Set();
    }

    private static void Watch()
    {
        var quiet = 0;
        while (true)
        {
            quiet = LookAtAll() ? 0 : quiet + 1;
            if (quiet < QuietRoundsBeforeSleep)
            {
                Thread.Sleep(1);
                continue;
            }

            Wake.Reset();
            Volatile.Write(ref s_asleep, true);

            // The workers write what waits and read whether this sleeps without a fence; this is the fence of both.
            Interlocked.MemoryBarrierProcessWide();
            if (!LookAtAll())
                Wake.Wait();
            Volatile.Write(ref s_asleep, false);
            quiet = 0;
        }
    }

    private static bool LookAtAll()
    {
        var any = false;
        lock (Gate)
        {
            foreach (var worker in Workers)
                any |= worker.Look();
        }

        return any;
    }
}
