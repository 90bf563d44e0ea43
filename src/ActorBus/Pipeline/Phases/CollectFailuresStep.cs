namespace ActorBus.Pipeline.Phases;

/// <summary>Reports the failures that an event's listeners had while the bus collected them, together.</summary>
internal sealed class CollectFailuresStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.PromiseReject;

    public override bool Run(DispatchContext dispatch)
    {
        if (dispatch.ExtrasIfAny is not { Collected: { } collected } extras) return true;
        if (ReferenceEquals(dispatch.Exception, extras.Verdict) && extras.Verdict is not null) return true;
        dispatch.Exception = new EventListenerException(dispatch.Exception is { } other ? [.. collected, other] : [.. collected]);
        return true;
    }
}
