namespace ActorBus.Actors.Mailboxes;

/// <summary>Asks an actor to say when it stops.</summary>
internal sealed class WatchMessage(InternalActorRefBase watchee, InternalActorRefBase watcher) : SystemMessage
{
    public override void Invoke(ActorCell cell) => cell.DeathWatch.AddWatcher(watcher);

    public override void Bounce() => watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: false));
}
