using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>Runs one phase of a bus: its step and the listeners attached to it, in the order of their priorities.</summary>
/// <remarks>
/// Parent: the bus's actor, which restarts it after a failure and replaces it when it was stopped. No children, no state. The
/// dispatch it held fails at once; those in its mailbox go on after a restart.
/// </remarks>
internal sealed class PhaseActor : ReceiveActor
{
    private readonly int _phase;

    public PhaseActor(MessageBus bus, int phase)
    {
        _phase = phase;
        Receive<DispatchContext>(OnDispatch);
        bus.BindPhase(phase, Self);
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        if (message is DispatchContext dispatch)
            PipelineRunner.GiveUp(dispatch, Errors.Aborted(dispatch, Self.Path.ToStringWithoutAddress(), "failed", reason));
        base.PreRestart(reason, message);
    }

    private void OnDispatch(DispatchContext dispatch)
    {
        // Given up meanwhile, it may be in the mailbox of finalize as well.
        if (Self.Equals(dispatch.ToldTo)) dispatch.ToldTo = null;
        if (_phase == DefaultPipeline.Finalize) PipelineRunner.RunFinalize(dispatch);
        else PipelineRunner.Advance(dispatch, _phase);
    }
}
