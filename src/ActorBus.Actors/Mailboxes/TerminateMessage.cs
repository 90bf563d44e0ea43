namespace ActorBus.Actors.Mailboxes;

/// <summary>Stops an actor.</summary>
internal sealed class TerminateMessage : SystemMessage
{
    public override void Invoke(ActorCell cell) => cell.Lifecycle.Terminate();
}
