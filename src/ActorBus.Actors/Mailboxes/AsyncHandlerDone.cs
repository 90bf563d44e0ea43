namespace ActorBus.Actors.Mailboxes;

/// <summary>An asynchronous handler has ended somewhere else than on the actor's thread.</summary>
internal sealed class AsyncHandlerDone(Exception? failure) : SystemMessage
{
    public override void Invoke(ActorCell cell) => cell.Lifecycle.AsyncHandlerDone(failure);
}
