namespace ActorBus.Actors.Mailboxes;

/// <summary>Withdraws a <see cref="WatchMessage"/>.</summary>
internal sealed class UnwatchMessage(InternalActorRefBase watcher) : SystemMessage
{
    public override void Invoke(ActorCell cell) => cell.DeathWatch.RemoveWatcher(watcher);
}
