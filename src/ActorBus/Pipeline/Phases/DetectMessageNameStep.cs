namespace ActorBus.Pipeline.Phases;

/// <summary>Names a message that has no name yet: by itself, by its type, or by its text.</summary>
/// <remarks>A message that a listener put in place of another is named here, whatever the first one was called.</remarks>
internal sealed class DetectMessageNameStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.DetectMessageName;

    public override bool Run(DispatchContext dispatch)
    {
        dispatch.HasBeenNamed = true;
        return dispatch.MessageName is not null || dispatch.TryDeriveName();
    }
}
