using Akka.Actor;
using Akka.Event;

namespace ActorBus.Pipeline;

/// <summary>Runs one phase of a bus: its step and the listeners attached to it, in the order of their priorities.</summary>
/// <remarks>
/// Parent: the bus's actor, which restarts it after a failure. No children, no state. What a listener throws is the failure of the dispatch; what the
/// step of the bus throws is a defect and the failure of this actor, also when the phase was fused: the dispatch that it held fails at once, and those
/// in its mailbox go on after the restart.
/// </remarks>
internal sealed class PhaseActor : ReceiveActor
{
    private readonly int _phase;

    public PhaseActor(int phase)
    {
        _phase = phase;
        Receive<DispatchContext>(OnDispatch);
        Receive<StepFailed>(failed => throw new ActorBusException($"A step of phase '{DefaultPipeline.PhaseNames[phase]}' failed: {failed.Error.Message}", failed.Error));
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        var (held, cause) = message switch
        {
            DispatchContext dispatch => (dispatch, reason),
            StepFailed failed => (failed.Dispatch, failed.Error),
            _ => (null, reason),
        };
        held?.GiveUp(Errors.Aborted(held, Self.Path.ToStringWithoutAddress(), "failed", cause));
        base.PreRestart(reason, message);
    }

    private void OnDispatch(DispatchContext dispatch)
    {
        if (_phase == DefaultPipeline.Finalize) dispatch.RunFinalize(_phase);
        else dispatch.Advance(_phase);
    }

    /// <summary>The step of the phase failed while it was fused.</summary>
    internal sealed record StepFailed(DispatchContext Dispatch, Exception Error) : IDeadLetterSuppression;
}
