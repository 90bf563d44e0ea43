namespace ActorBus.Actors.Mailboxes;

/// <summary>Makes the actor; the first message of every cell.</summary>
internal sealed class CreateMessage : SystemMessage
{
    public override void Invoke(ActorCell cell) => cell.Lifecycle.Create();
}
