namespace ActorBus.Actors.Mailboxes;

/// <summary>A child tells its supervisor that it failed and is suspended.</summary>
internal sealed class FailedMessage(InternalActorRefBase child, Exception cause) : SystemMessage
{
    public InternalActorRefBase Child => child;

    public Exception Cause => cause;

    public override CellState HeldBackFrom => CellState.Suspended;

    public override void Invoke(ActorCell cell) => cell.Lifecycle.HandleFailure(this);
}
