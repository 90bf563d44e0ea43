namespace ActorBus.Pipeline.Phases;

/// <summary>Finds the registered listeners of an event and adds them behind those that are there already.</summary>
internal sealed class RouteEventStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.Route;

    public override bool Run(DispatchContext dispatch)
    {
        var routing = dispatch.Owner.Routing;
        object[] found;
        if (dispatch.Options.OnlyHandler is { } only)
        {
            if (routing.ByName(only) is not { } handler)
            {
                dispatch.Fail(Errors.NoSuchHandler(dispatch, only));
                return false;
            }

            found = [handler];
        }
        else if (dispatch.MessageName is { Length: > 0 } name)
        {
            found = routing.ListenersFor(name, dispatch.TypeRoute);
        }
        else
        {
            return true;
        }

        if (!dispatch.HasOwnListeners) dispatch.RoutedListeners = found;
        else foreach (var listener in found) dispatch.Listeners.Add(listener);
        return true;
    }
}
