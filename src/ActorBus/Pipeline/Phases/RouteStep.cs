namespace ActorBus.Pipeline.Phases;

/// <summary>Finds the registered handler of a command or query, unless a listener has found one before.</summary>
internal sealed class RouteStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.Route;

    public override bool Run(DispatchContext dispatch)
    {
        var routing = dispatch.Owner.Routing;
        if (dispatch.Options.OnlyHandler is { } only)
        {
            dispatch.Handler = routing.ByName(only);
            if (dispatch.Handler is not null) return true;
            dispatch.Fail(Errors.NoSuchHandler(dispatch, only));
            return false;
        }

        if (dispatch.Handler is null && dispatch.MessageName is { Length: > 0 } name)
            dispatch.Handler = routing.HandlerFor(dispatch.Kind, name, dispatch.TypeRoute);
        return true;
    }
}
