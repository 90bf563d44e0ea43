namespace ActorBus.Actors.Mailboxes;

/// <summary>A supervisor restarts a child.</summary>
internal sealed class RecreateMessage(Exception cause) : SystemMessage
{
    public override CellState HeldBackFrom => CellState.WaitingForChildren;

    public override void Invoke(ActorCell cell) => cell.Lifecycle.Recreate(cause);
}
