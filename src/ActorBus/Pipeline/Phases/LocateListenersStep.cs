namespace ActorBus.Pipeline.Phases;

/// <summary>Replaces the names of registered handlers by the handlers, each in its place.</summary>
internal sealed class LocateListenersStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.LocateHandler;

    public override bool Run(DispatchContext dispatch)
    {
        if (!dispatch.HasOwnListeners) return true;
        var listeners = dispatch.Listeners;
        for (var index = 0; index < listeners.Count; index++)
        {
            if (listeners[index] is string name && dispatch.Owner.Routing.ByName(name) is { } known) listeners[index] = known;
        }

        return true;
    }
}
