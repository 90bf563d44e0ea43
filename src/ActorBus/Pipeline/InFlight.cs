namespace ActorBus.Pipeline;

/// <summary>All dispatches that have begun and not ended: for their deadlines, and to know when a stopping runtime is empty.</summary>
/// <remarks>
/// Instead of a timer per dispatch one sweep a second looks for those whose time is up; adding and removing is a few pointer writes
/// under the lock of one of several stripes, chosen by thread so that the lock is free almost always.
/// </remarks>
internal sealed class InFlight
{
    private const int Stripes = 16;
    private readonly InFlightStripe[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new InFlightStripe())];
    private TaskCompletionSource? _drained;

    public int Count => _stripes.Sum(stripe => stripe.Count);

    /// <summary>True once <see cref="DrainedAsync"/> was called: nothing new begins.</summary>
    public bool IsDraining => Volatile.Read(ref _drained) is not null;

    public void Add(DispatchContext dispatch) => _stripes[Environment.CurrentManagedThreadId % Stripes].Add(dispatch);

    public void Remove(DispatchContext dispatch)
    {
        dispatch.Stripe?.Remove(dispatch);
        if (Volatile.Read(ref _drained) is { } drained && Count == 0) drained.TrySetResult();
    }

    /// <summary>Those whose time is up.</summary>
    public List<DispatchContext> Due(long now)
    {
        List<DispatchContext> due = [];
        foreach (var stripe in _stripes) stripe.CollectDue(now, due);
        return due;
    }

    /// <summary>Completes when nothing is in flight any more.</summary>
    public Task DrainedAsync()
    {
        var drained = Interlocked.CompareExchange(
            ref _drained, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _drained;
        if (Count == 0) drained.TrySetResult();
        return drained.Task;
    }
}
