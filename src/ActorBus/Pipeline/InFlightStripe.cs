namespace ActorBus.Pipeline;

/// <summary>A part of the dispatches in flight, as a list through the contexts themselves.</summary>
internal sealed class InFlightStripe
{
    private readonly Lock _gate = new();
    private DispatchContext? _first;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(DispatchContext dispatch)
    {
        lock (_gate)
        {
            dispatch.Stripe = this;
            dispatch.NextInFlight = _first;
            if (_first is not null) _first.PreviousInFlight = dispatch;
            _first = dispatch;
            _count++;
        }
    }

    public void Remove(DispatchContext dispatch)
    {
        lock (_gate)
        {
            if (dispatch.Stripe is null) return;
            dispatch.Stripe = null;
            if (dispatch.PreviousInFlight is { } previous) previous.NextInFlight = dispatch.NextInFlight;
            else _first = dispatch.NextInFlight;
            if (dispatch.NextInFlight is { } next) next.PreviousInFlight = dispatch.PreviousInFlight;
            dispatch.NextInFlight = dispatch.PreviousInFlight = null;
            _count--;
        }
    }

    /// <summary>Adds those whose time is up to the list; all of them when <paramref name="now"/> is the end of time.</summary>
    public void CollectDue(long now, List<DispatchContext> due)
    {
        lock (_gate)
        {
            for (var dispatch = _first; dispatch is not null; dispatch = dispatch.NextInFlight)
            {
                if (dispatch.DeadlineAt <= now) due.Add(dispatch);
            }
        }
    }
}
