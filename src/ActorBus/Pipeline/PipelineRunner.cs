using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>Moves dispatches through the phases, from whatever thread they are on, until they park or end.</summary>
/// <remarks>
/// A context is touched by one thread at a time: the caller's until it is told to an actor, then that actor's. Three others may come in
/// between at any time: the sweep of deadlines, the caller's cancellation and the supervision of a failed actor. Each of them, like the
/// normal end, first moves <see cref="DispatchContext.Stage"/> up; only one wins, and the losers leave the context alone.
/// </remarks>
internal static class PipelineRunner
{
    public static void Start(DispatchContext dispatch)
    {
        var bus = dispatch.Owner;
        dispatch.Pipeline = bus.Pipeline;
        bus.Enlist(dispatch);
        Advance(dispatch, -1);
    }

    /// <summary>Goes on where the dispatch is.</summary>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="here">The phase whose actor is running; -1 for none.</param>
    public static void Advance(DispatchContext dispatch, int here)
    {
        while (dispatch.IsDispatching)
        {
            var phase = dispatch.PhaseIndex;
            if (phase == DefaultPipeline.Finalize)
            {
                EndPhases(dispatch);
                return;
            }

            if (phase != here && dispatch.Pipeline.HasListeners(phase))
            {
                Tell(dispatch, phase);
                return;
            }

            if (!RunPhase(dispatch, dispatch.Pipeline[phase], here)) return;
            dispatch.PhaseIndex++;
            dispatch.Step = 0;
        }
    }

    /// <summary>A handler has brought the dispatch back; the step that sent it there has taken its outcome.</summary>
    public static void Return(DispatchContext dispatch) => Advance(dispatch, -1);

    /// <summary>Ends the phases because of a failure.</summary>
    public static void Fail(DispatchContext dispatch, Exception error)
    {
        if (!TryRaise(dispatch, DispatchStage.Dispatching, DispatchStage.Finalizing)) return;
        dispatch.Exception = error;
        BeginFinalize(dispatch);
    }

    /// <summary>Ends the dispatch from outside: out of time, cancelled, its actor lost. The caller gets this very error.</summary>
    public static void GiveUp(DispatchContext dispatch, Exception error)
    {
        if (TryRaise(dispatch, DispatchStage.Dispatching, DispatchStage.Finalizing))
        {
            dispatch.Exception = dispatch.Extras.Verdict = error;
            dispatch.Extras.FireCancellation();
            dispatch.Owner.ExtendDeadline(dispatch);
            BeginFinalize(dispatch);
        }
        else if (TryRaise(dispatch, DispatchStage.Finalizing, DispatchStage.Over)
            || TryRaise(dispatch, DispatchStage.Settling, DispatchStage.Over))
        {
            dispatch.Extras.Verdict = error;
            dispatch.Extras.FireCancellation();
            if (dispatch.Extras.CloseResources() is { Count: > 0 } open) _ = EndAsync(dispatch, open);
            DispatchEnd.Report(dispatch, error);
        }
    }

    /// <summary>Runs finalize from where it is; also called by its actor when an asynchronous listener has ended.</summary>
    public static void RunFinalize(DispatchContext dispatch)
    {
        if (Volatile.Read(ref dispatch.Stage) != DispatchStage.Finalizing) return;
        var listeners = dispatch.Pipeline[DefaultPipeline.Finalize];
        NoteListenerFailure(dispatch);
        while (dispatch.FinalizeStep < listeners.Length)
        {
            var listener = listeners[dispatch.FinalizeStep++];
            // What the bus does itself cannot be skipped, or a failure would be lost.
            if (dispatch.IsPropagationStopped && listener.Step is null) continue;
            try
            {
                if (listener.Step is { } step)
                {
                    step.Run(dispatch);
                    continue;
                }

                var pending = RunListener(dispatch, listener);
                if (!pending.IsCompletedSuccessfully)
                {
                    _ = ParkAsync(dispatch, pending, DefaultPipeline.Finalize);
                    return;
                }
            }
            catch (Exception error)
            {
                NoteFinalizeFailure(dispatch, error);
            }
        }

        if (dispatch.ExtrasIfAny?.CloseResources() is { Count: > 0 } open) _ = EndThenSettleAsync(dispatch, open);
        else Settle(dispatch);
    }

    public static bool TryRaise(DispatchContext dispatch, int from, int to) =>
        Interlocked.CompareExchange(ref dispatch.Stage, to, from) == from;

    /// <summary>False when the dispatch has parked, failed or been stopped.</summary>
    private static bool RunPhase(DispatchContext dispatch, Listener[] entries, int here)
    {
        try
        {
            if (dispatch.ExtrasIfAny?.TakeListenerFailure() is { } late)
            {
                Fail(dispatch, late);
                return false;
            }

            while (dispatch.Step < entries.Length)
            {
                if (dispatch.IsPropagationStopped)
                {
                    EndPhases(dispatch);
                    return false;
                }

                var entry = entries[dispatch.Step++];
                if (entry.Step is { } step)
                {
                    if (!step.Run(dispatch)) return false;
                    continue;
                }

                var pending = RunListener(dispatch, entry);
                if (!pending.IsCompletedSuccessfully)
                {
                    _ = ParkAsync(dispatch, pending, here);
                    return false;
                }

                if (!dispatch.IsDispatching) return false;
            }
        }
        catch (Exception error)
        {
            Fail(dispatch, error);
            return false;
        }

        if (!dispatch.IsPropagationStopped) return true;
        EndPhases(dispatch);
        return false;
    }

    private static void EndPhases(DispatchContext dispatch)
    {
        if (!TryRaise(dispatch, DispatchStage.Dispatching, DispatchStage.Finalizing)) return;
        if (!dispatch.IsHandled && dispatch.Owner.MustBeHandled) dispatch.Exception = Errors.NotHandled(dispatch);
        BeginFinalize(dispatch);
    }

    private static void BeginFinalize(DispatchContext dispatch)
    {
        dispatch.IsPropagationStopped = false;
        dispatch.Pipeline = dispatch.Owner.Pipeline;
        if (dispatch.Pipeline.HasListeners(DefaultPipeline.Finalize))
            Tell(dispatch, DefaultPipeline.Finalize);
        else
            RunFinalize(dispatch);
    }

    private static void Tell(DispatchContext dispatch, int phase)
    {
        var actor = dispatch.Owner.PhaseActor(phase);
        dispatch.ToldTo = actor;
        actor.Tell(dispatch, ActorRefs.NoSender);
    }

    private static async Task EndThenSettleAsync(DispatchContext dispatch, IReadOnlyList<IMessageResource> resources)
    {
        await EndAsync(dispatch, resources).ConfigureAwait(false);
        Settle(dispatch);
    }

    /// <summary>Ends what ends with the message; what comes after a failure sees it.</summary>
    private static async Task EndAsync(DispatchContext dispatch, IReadOnlyList<IMessageResource> resources)
    {
        foreach (var resource in resources)
        {
            try
            {
                await resource.EndAsync(succeeded: !dispatch.HasFailed && !dispatch.IsOver).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                NoteFinalizeFailure(dispatch, error);
            }
        }
    }

    private static void Settle(DispatchContext dispatch)
    {
        if (TryRaise(dispatch, DispatchStage.Finalizing, DispatchStage.Settling)) DispatchEnd.Begin(dispatch);
    }

    private static ValueTask RunListener(DispatchContext dispatch, Listener listener)
    {
        MessageFlow.Enter(dispatch.Extras.ListenerFlow);
        try
        {
            return listener.Callback!(dispatch);
        }
        finally
        {
            MessageFlow.Enter(null);
        }
    }

    /// <summary>Awaits a listener without holding the phase's actor; the dispatch comes back to it as a message.</summary>
    private static async Task ParkAsync(DispatchContext dispatch, ValueTask pending, int phase)
    {
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Given up, it is about something else by now.
            if (phase != DefaultPipeline.Finalize && !dispatch.IsDispatching) dispatch.Owner.ReportLate(dispatch, error);
            else dispatch.Extras.ListenerFailure = error;
        }

        Tell(dispatch, phase);
    }

    private static void NoteListenerFailure(DispatchContext dispatch)
    {
        if (dispatch.ExtrasIfAny?.TakeListenerFailure() is { } late) NoteFinalizeFailure(dispatch, late);
    }

    private static void NoteFinalizeFailure(DispatchContext dispatch, Exception error)
    {
        dispatch.Owner.ReportFinalizeFailure(dispatch, error);
        dispatch.Extras.FinalizeFailure ??= error;
    }
}
