namespace ActorBus.Actors.Mailboxes;

/// <summary>A supervisor lets a child go on.</summary>
internal sealed class ResumeMessage(Exception? causedByFailure) : SystemMessage
{
    public override CellState HeldBackFrom => CellState.WaitingForChildren;

    public override void Invoke(ActorCell cell) => cell.Lifecycle.Resume(causedByFailure);
}
