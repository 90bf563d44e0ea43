namespace ActorBus.Actors.Dispatch;

/// <summary>
/// A thread that looks at the slots of all workers once per millisecond and moves what it finds to the pool, so that an actor
/// which blocks or computes for long delays nobody. It sleeps while no slot is used.
/// </summary>
internal static class SlotWatch
{
    private const int QuietRoundsBeforeSleep = 50;

    private static readonly Lock Gate = new();
    private static readonly ManualResetEventSlim Wake = new(false, 0);
    private static readonly List<WeakReference<Worker>> Workers = [];
    private static bool s_asleep;

    public static void Add(Worker worker)
    {
        lock (Gate)
        {
            if (Workers.Count == 0)
                new Thread(Watch) { IsBackground = true, Name = "actorbus-slot-watch" }.UnsafeStart();
            Workers.RemoveAll(known => !known.TryGetTarget(out _));
            Workers.Add(new WeakReference<Worker>(worker));
        }
    }

    /// <summary>Called after each use of a slot, which is a full fence: either the watch sees the slot or this sees that it sleeps.</summary>
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
            quiet = ReleaseAll() ? 0 : quiet + 1;
            if (quiet < QuietRoundsBeforeSleep)
            {
                Thread.Sleep(1);
                continue;
            }

            Wake.Reset();
            Volatile.Write(ref s_asleep, true);
            Interlocked.MemoryBarrier();
            if (!ReleaseAll())
                Wake.Wait();
            Volatile.Write(ref s_asleep, false);
            quiet = 0;
        }
    }

    private static bool ReleaseAll()
    {
        var any = false;
        lock (Gate)
        {
            foreach (var known in Workers)
                any |= known.TryGetTarget(out var worker) && worker.Release();
        }

        return any;
    }
}
