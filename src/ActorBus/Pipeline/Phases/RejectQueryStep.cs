namespace ActorBus.Pipeline.Phases;

/// <summary>Decides that a query fails; later finalize listeners see no exception any more.</summary>
internal sealed class RejectQueryStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.PromiseReject;

    public override bool Run(DispatchContext dispatch)
    {
        if (dispatch.Exception is not { } error) return true;
        var extras = dispatch.Extras;
        if (!extras.AnswerStands) extras.Rejection = ReferenceEquals(error, extras.Verdict) ? error : Errors.Failed(dispatch, error);
        dispatch.Exception = null;
        return true;
    }
}
