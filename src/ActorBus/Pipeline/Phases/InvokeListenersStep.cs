using ActorBus.Handlers;

namespace ActorBus.Pipeline.Phases;

/// <summary>Sends an event to its listeners, one after the other; the first failure ends it unless failures are collected.</summary>
/// <remarks>A bus with parallel listeners runs them concurrently; the step ends with the last of them.</remarks>
internal sealed class InvokeListenersStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.InvokeHandler;

    public override bool Run(DispatchContext dispatch) =>
        !(dispatch.Owner.RunsListenersInParallel ? TryRunAll(dispatch) : TryRunNext(dispatch));

    /// <summary>A listener has ended.</summary>
    public static void Done(MessageFlow flow, Exception? error)
    {
        var dispatch = flow.Dispatch;
        var isOver = dispatch.ExtrasIfAny?.Tally is { } tally
            ? TakeIntoAccount(dispatch, tally, flow.Place, error)
            : TakeIntoAccount(flow, error) && !TryRunNext(dispatch);
        if (isOver) dispatch.Return();
    }

    /// <summary>False when the failure has ended the dispatch.</summary>
    private static bool TakeIntoAccount(MessageFlow flow, Exception? error)
    {
        var dispatch = flow.Dispatch;
        if (error is null)
        {
            dispatch.IsHandled = true;
            return true;
        }

        if (dispatch.Owner.CollectsFailures)
        {
            (dispatch.Extras.Collected ??= []).Add(error);
            return true;
        }

        dispatch.Extras.FailedHandler = flow.HandlerName;
        dispatch.Fail(error);
        return false;
    }

    /// <summary>False when others are still running, or a failure has ended the dispatch.</summary>
    private static bool TakeIntoAccount(DispatchContext dispatch, ListenerTally tally, int place, Exception? error)
    {
        if (!tally.IsLast(place, error)) return false;
        dispatch.IsHandled = tally.AnySucceeded;
        var isOver = true;
        foreach (var (run, failure) in tally.Failures)
        {
            // The caller gets the first one only.
            if (isOver) isOver = TakeIntoAccount(run, failure);
            else dispatch.Owner.ReportFurtherFailure(run, failure);
        }

        return isOver;
    }

    /// <returns>False when there is none left.</returns>
    private static bool TryRunNext(DispatchContext dispatch)
    {
        var listeners = dispatch.ListenersToRun;
        while (dispatch.NextListener < listeners.Count)
        {
            if (!dispatch.TryFindHandler(listeners[dispatch.NextListener++], out var handler)) return true;
            // Whatever nobody can call is skipped.
            if (handler is null) continue;
            handler.Run(dispatch);
            return true;
        }

        return false;
    }

    /// <returns>False when there is none.</returns>
    private static bool TryRunAll(DispatchContext dispatch)
    {
        List<PooledHandler> handlers = [];
        foreach (var listener in dispatch.ListenersToRun)
        {
            if (!dispatch.TryFindHandler(listener, out var handler)) return true;
            if (handler is not null) handlers.Add(handler);
        }

        if (handlers.Count == 0) return false;
        dispatch.Extras.Tally = new ListenerTally(handlers.Count);
        for (var place = 0; place < handlers.Count; place++) handlers[place].Run(dispatch, place);
        return true;
    }
}
