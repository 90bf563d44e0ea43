namespace ActorBus.Pipeline.Phases;

/// <summary>Replaces the name of a registered handler by the handler; a command or query without any fails here.</summary>
internal sealed class LocateHandlerStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.LocateHandler;

    public override bool Run(DispatchContext dispatch)
    {
        if (dispatch.Handler is string name && dispatch.Owner.Routing.ByName(name) is { } known) dispatch.Handler = known;
        if (dispatch.Handler is not null) return true;
        dispatch.Fail(Errors.NotFound(dispatch));
        return false;
    }
}
