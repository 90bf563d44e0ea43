using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Finds the handler or the listeners of a message.</summary>
public interface IMessageRouter
{
    /// <summary>Puts the handler or the listeners into the context; leaves the context unchanged if the router has none.</summary>
    void Route(DispatchContext context);
}
