using Akka.Actor;

namespace ActorBus.Pipeline;

/// <content>Moves the dispatch through its states, see <see cref="DispatchState"/>, from whatever thread it is on.</content>
/// <remarks>
/// A dispatch is touched by one thread at a time: the caller's until it is told to an actor, then that actor's. Phases that are fused run in the turn
/// of whoever holds the dispatch; any other runs in its actor. The sweep of deadlines, the cancellation by the caller and the supervision of a failed
/// actor may come in between at any time: they change the state first, like the normal end, and only one of them wins.
/// </remarks>
public sealed partial class DispatchContext
{
    private int _state;
    private int _phase;
    private int _step;
    private int _finalizeStep;
    private PipelineSnapshot _pipeline = null!;

    internal DispatchState State => (DispatchState)Volatile.Read(ref _state);

    /// <summary>The phase that it is in, or was in last.</summary>
    internal int PhaseIndex => _phase;

    /// <summary>Begins the dispatch.</summary>
    internal void Start()
    {
        _pipeline = Owner.Pipeline;
        Owner.Enlist(this);
        // Whoever stops the bus says so first and looks then for what is in flight: one of the two sees the other.
        if (Owner.IsStopped) GiveUp(Errors.StoppedBefore(this));
        else Advance(-1);
    }

    /// <summary>Continues where the dispatch is.</summary>
    /// <param name="here">The phase whose actor is running; -1 for none.</param>
    internal void Advance(int here)
    {
        while (IsDispatching)
        {
            if (_phase == DefaultPipeline.Finalize)
            {
                EndPhases();
                return;
            }

            if (_phase != here && _pipeline.IsActor(_phase))
            {
                Tell(_phase);
                return;
            }

            if (!RunPhase(here)) return;
            _phase++;
            _step = 0;
        }
    }

    /// <summary>Continues after a handler; the step that started the handler has noted its outcome.</summary>
    internal void Return() => Advance(-1);

    /// <summary>Ends the phases because of a failure.</summary>
    internal void Fail(Exception error)
    {
        if (!TryChange(DispatchState.Dispatching, DispatchState.Finalizing)) return;
        Exception = error;
        BeginFinalize();
    }

    /// <summary>Ends the dispatch from outside: out of time, cancelled, or its actor failed. The caller gets this very error.</summary>
    internal void GiveUp(Exception error)
    {
        if (TryChange(DispatchState.Dispatching, DispatchState.Finalizing))
        {
            Exception = Extras.Verdict = error;
            // No routee needs to take up what would not run.
            foreach (var run in Runs) run.Line?.Leave(run);
            Extras.FireCancellation();
            Owner.ExtendDeadline(this);
            BeginFinalize();
        }
        else if (TryChange(DispatchState.Finalizing, DispatchState.Over) || TryChange(DispatchState.Settling, DispatchState.Over))
        {
            Extras.Verdict = error;
            Extras.FireCancellation();
            if (Extras.CloseResources() is { Count: > 0 } open) _ = EndResourcesAsync(open);
            Report(error);
        }
    }

    /// <summary>Makes a defect of the bus the failure of the actor of its phase, which gives the dispatch up.</summary>
    internal void TellOfDefect(int phase, Exception error) => Owner.PhaseActor(phase).Tell(new PhaseActor.StepFailed(this, error), ActorRefs.NoSender);

    /// <summary>Runs finalize from where it is; also called by its actor when an asynchronous listener has ended.</summary>
    internal void RunFinalize(int here)
    {
        if (State != DispatchState.Finalizing) return;
        var listeners = _pipeline[DefaultPipeline.Finalize];
        if (ExtrasIfAny?.TakeListenerFailure() is { } late) NoteFinalizeFailure(late);
        while (_finalizeStep < listeners.Length)
        {
            var listener = listeners[_finalizeStep++];
            // What the bus does itself cannot be skipped, or a failure would be lost.
            if (IsPropagationStopped && listener.Step is null) continue;
            if (listener.Step is { } step)
            {
                if (!RunStep(step, DefaultPipeline.Finalize, here)) return;
                continue;
            }

            try
            {
                var pending = RunListener(listener);
                if (!pending.IsCompletedSuccessfully)
                {
                    _ = ParkAsync(pending, DefaultPipeline.Finalize);
                    return;
                }
            }
            catch (Exception error)
            {
                NoteFinalizeFailure(error);
            }
        }

        if (ExtrasIfAny?.CloseResources() is { Count: > 0 } open) _ = EndResourcesThenSettleAsync(open);
        else Settle();
    }

    private bool TryChange(DispatchState from, DispatchState to) =>
        Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from;

    /// <summary>Runs the rest of a phase.</summary>
    /// <returns>False when the dispatch has parked, failed or been stopped.</returns>
    private bool RunPhase(int here)
    {
        if (ExtrasIfAny?.TakeListenerFailure() is { } late)
        {
            Fail(late);
            return false;
        }

        var entries = _pipeline[_phase];
        while (_step < entries.Length)
        {
            if (IsPropagationStopped)
            {
                EndPhases();
                return false;
            }

            var entry = entries[_step++];
            if (entry.Step is { } step)
            {
                if (!RunStep(step, _phase, here)) return false;
                continue;
            }

            try
            {
                var pending = RunListener(entry);
                if (!pending.IsCompletedSuccessfully)
                {
                    _ = ParkAsync(pending, here);
                    return false;
                }
            }
            catch (Exception error)
            {
                Fail(error);
                return false;
            }

            if (!IsDispatching) return false;
        }

        if (!IsPropagationStopped) return true;
        EndPhases();
        return false;
    }

    /// <summary>Runs a step of the bus itself. What it throws is a defect, and the failure of the actor of the phase, wherever the step runs.</summary>
    private bool RunStep(PhaseStep step, int phase, int here)
    {
        try
        {
            return step.Run(this);
        }
        catch (Exception error) when (phase != here)
        {
            TellOfDefect(phase, error);
            return false;
        }
    }

    private void EndPhases()
    {
        if (!TryChange(DispatchState.Dispatching, DispatchState.Finalizing)) return;
        if (!IsHandled && Owner.MustBeHandled) Exception = Errors.NotHandled(this);
        BeginFinalize();
    }

    private void BeginFinalize()
    {
        IsPropagationStopped = false;
        _pipeline = Owner.Pipeline;
        if (_pipeline.IsActor(DefaultPipeline.Finalize)) Tell(DefaultPipeline.Finalize);
        else RunFinalize(-1);
    }

    private void Tell(int phase)
    {
        // A stopped bus has no actors any more, and its dispatches are finalized all the same.
        if (!Owner.IsStopped) Owner.PhaseActor(phase).Tell(this, ActorRefs.NoSender);
        else if (phase == DefaultPipeline.Finalize) RunFinalize(-1);
    }

    private ValueTask RunListener(Listener listener)
    {
        MessageFlow.Enter(Extras.ListenerFlow);
        try
        {
            return listener.Callback!(this);
        }
        finally
        {
            MessageFlow.Enter(null);
        }
    }

    /// <summary>Awaits a listener without holding the phase's actor; the dispatch comes back to it as a message.</summary>
    private async Task ParkAsync(ValueTask pending, int phase)
    {
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Given up, it is about something else by now.
            if (phase != DefaultPipeline.Finalize && !IsDispatching) Owner.ReportLate(this, error);
            else Extras.ListenerFailure = error;
        }

        Tell(phase);
    }

    private void NoteFinalizeFailure(Exception error)
    {
        Owner.ReportFinalizeFailure(this, error);
        Extras.FinalizeFailure ??= error;
    }

    private async Task EndResourcesThenSettleAsync(IReadOnlyList<IMessageResource> resources)
    {
        await EndResourcesAsync(resources).ConfigureAwait(false);
        Settle();
    }

    /// <summary>Ends what ends with the message; what comes after a failure sees it.</summary>
    private async Task EndResourcesAsync(IReadOnlyList<IMessageResource> resources)
    {
        foreach (var resource in resources)
        {
            try
            {
                await resource.EndAsync(succeeded: !HasFailed && !IsOver).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                NoteFinalizeFailure(error);
            }
        }
    }

    private void Settle()
    {
        if (!TryChange(DispatchState.Finalizing, DispatchState.Settling)) return;
        var error = OutcomeOf();
        if (QueuedOn is { } outermost)
        {
            if (Finish()) outermost.RunNextAfter(error);
        }
        else if (Owner.HasQueues)
        {
            RunNext(error);
        }
        else
        {
            CommitOrReport(error);
        }
    }

    /// <summary>Runs the next of the commands that were queued behind this one, or ends this one.</summary>
    private void RunNext(Exception? error)
    {
        if (error is not null)
        {
            CommitOrReport(error);
            return;
        }

        var queue = Interlocked.CompareExchange(ref Queue, CommandQueue.Closed, null);
        if (queue?.TakeOrClose() is { } next) next.Start();
        else CommitOrReport(null);
    }

    private void RunNextAfter(Exception? error)
    {
        // Given up meanwhile: its queue went to the caller with the error.
        if (State == DispatchState.Settling) RunNext(error);
    }

    private void CommitOrReport(Exception? error)
    {
        if (error is null && Parent is null && ExtrasIfAny?.ResourcesIfAny is { } resources) _ = CommitThenReportAsync(resources);
        else if (Finish()) Report(error);
    }

    private async Task CommitThenReportAsync(FlowResources resources)
    {
        Exception? error = null;
        try
        {
            await resources.CommitAsync(CancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            error = Errors.Failed(this, failure);
        }

        if (Finish()) Report(error);
    }

    private bool Finish()
    {
        if (!TryChange(DispatchState.Settling, DispatchState.Over)) return false;
        Forget();
        return true;
    }

    /// <summary>Tells the caller and forgets the dispatch, which is over.</summary>
    private void Report(Exception? error)
    {
        Forget();
        if (Owner.HasQueues && QueuedOn is null) error = WithPending(error);
        if (error is not null && Parent is null) ExtrasIfAny?.ResourcesIfAny?.Discard(Owner, this);
        if (QueuedOn is { } outermost) outermost.RunNextAfter(error);
        else if (error is null) Completion!.Succeed(this);
        else Completion!.Fail(this, error);
    }

    private void Forget()
    {
        ExtrasIfAny?.Disarm();
        Owner.Delist(this);
    }

    /// <summary>What the caller gets: null, the failure of the phases in its wrapper, or that of a finalize listener.</summary>
    private Exception? OutcomeOf()
    {
        var extras = ExtrasIfAny;
        if (extras?.Rejection is { } rejection) return rejection;
        if (Exception is { } error) return ReferenceEquals(error, extras?.Verdict) ? error : Errors.Failed(this, error);
        return extras?.FinalizeFailure is { } failure ? Owner.FailedInFinalize(failure) : null;
    }

    private Exception? WithPending(Exception? error)
    {
        var queue = Interlocked.CompareExchange(ref Queue, CommandQueue.Closed, null);
        if (error is null || queue is null) return error;
        var pending = queue.Close();
        return pending.Count == 0 ? error : Errors.WithPending(this, error, pending);
    }
}
