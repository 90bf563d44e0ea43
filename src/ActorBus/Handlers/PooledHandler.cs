using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>A handler together with the routees that run it.</summary>
internal sealed record PooledHandler(HandlerDescriptor Handler, HandlerPool Pool)
{
    /// <summary>Sends the dispatch to a routee; it may have come back, on another thread, before this returns.</summary>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="place">Which of the listeners that run at the same time it is.</param>
    public void Run(DispatchContext dispatch, int place = 0)
    {
        var flow = new MessageFlow(dispatch, Handler, Pool) { Place = place };
        dispatch.NoteRun(flow);
        Pool.Submit(flow);
    }
}
