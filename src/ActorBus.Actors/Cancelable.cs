namespace ActorBus.Actors;

/// <summary>Calls off what a scheduler was asked to do.</summary>
/// <remarks>Any thread may cancel. What is being done at that moment is done to its end.</remarks>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly Lock _gate = new();
    private ScheduledTask? _task;
    private CancellationTokenSource? _source;
    private volatile bool _cancelled;

    /// <summary>Creates a cancelable for work of a scheduler.</summary>
    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    /// <summary>Creates a cancelable that calls off after a delay.</summary>
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler.Advanced, delay)
    {
    }

    /// <summary>Creates a cancelable that calls off after a delay in milliseconds.</summary>
    public Cancelable(IScheduler scheduler, int millisecondsDelay)
        : this(scheduler, TimeSpan.FromMilliseconds(millisecondsDelay))
    {
    }

    /// <summary>Creates a cancelable for work of a scheduler.</summary>
    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    /// <summary>Creates a cancelable that calls off after a delay.</summary>
    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    /// <inheritdoc/>
    public bool IsCancellationRequested => _cancelled;

    /// <summary>True once it has been disposed of.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public CancellationToken Token
    {
        get
        {
            lock (_gate)
            {
                if (_source is null)
                {
                    _source = new CancellationTokenSource();
                    if (_cancelled)
                        _source.Cancel();
                }

                return _source.Token;
            }
        }
    }

    /// <summary>A cancelable that has been called off already.</summary>
    public static ICancelable CreateCanceled() => new AlreadyCancelled();

    /// <summary>A cancelable that is called off with any of others.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable((IActionScheduler)scheduler.Advanced, cancelables);

    /// <summary>A cancelable that is called off with any of others.</summary>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable(scheduler, Array.ConvertAll(cancelables, other => other.Token));

    /// <summary>A cancelable that is called off with any of the tokens.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params CancellationToken[] cancellationTokens) =>
        CreateLinkedCancelable((IActionScheduler)scheduler.Advanced, cancellationTokens);

    /// <summary>A cancelable that is called off with any of the tokens.</summary>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params CancellationToken[] cancellationTokens)
    {
        var linked = new Cancelable(scheduler);
        foreach (var token in cancellationTokens)
            token.Register(linked.Cancel);
        return linked;
    }

    /// <inheritdoc/>
    public void Cancel() => Cancel(false);

    /// <inheritdoc/>
    public void Cancel(bool throwOnFirstException)
    {
        ScheduledTask? task;
        CancellationTokenSource? source;
        lock (_gate)
        {
            _cancelled = true;
            (task, source, _task) = (_task, _source, null);
        }

        task?.Stop();
        source?.Cancel(throwOnFirstException);
    }

    /// <inheritdoc/>
    public void CancelAfter(TimeSpan delay) => _scheduler.ScheduleOnce(delay, Cancel);

    /// <inheritdoc/>
    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the token holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || IsDisposed)
            return;
        IsDisposed = true;
        _source?.Dispose();
    }

    /// <summary>Remembers the task, so that cancelling takes it off the wheel at once.</summary>
    internal void Attach(ScheduledTask task)
    {
        lock (_gate)
        {
            if (!_cancelled)
            {
                _task ??= task;
                return;
            }
        }

        task.Stop();
    }
}
