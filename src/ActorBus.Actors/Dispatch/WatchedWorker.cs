namespace ActorBus.Actors.Dispatch;

/// <summary>What the watch remembers of a worker from one look to the next. Threads of the pool come and go.</summary>
internal sealed class WatchedWorker(Worker worker)
{
    /// <summary>Fewer runs than this between two looks are slow: more than about 16 microseconds each.</summary>
    private const int FastRuns = 64;

    private const int LooksBypassed = 16;

    private readonly WeakReference<Worker> _worker = new(worker);
    private bool _waited;
    private int _runs;
    private int _looksLeft;

    public bool IsGone => !_worker.TryGetTarget(out _);

    /// <summary>Relieves the worker of what has waited since the last look, if it gets on slowly; true when something waits.</summary>
    public bool Look()
    {
        if (!_worker.TryGetTarget(out var worker))
            return false;
        var runs = worker.Runs;
        var isSlow = unchecked(runs - _runs) < FastRuns;
        var waits = worker.HasWork;
        _runs = runs;
        if (_waited && waits && isSlow)
        {
            worker.IsBypassed = true;
            _looksLeft = LooksBypassed;
            worker.Release();
        }
        else if (worker.IsBypassed && (!isSlow || --_looksLeft <= 0))
        {
            worker.IsBypassed = false;
        }

        _waited = waits;
        return waits || worker.IsBypassed;
    }
}
