namespace ActorBus.Actors.Mailboxes;

/// <summary>A supervisor holds back the user messages of a child.</summary>
internal sealed class SuspendMessage : SystemMessage
{
    public override CellState HeldBackFrom => CellState.WaitingForChildren;

    public override void Invoke(ActorCell cell) => cell.Lifecycle.Suspend();
}
