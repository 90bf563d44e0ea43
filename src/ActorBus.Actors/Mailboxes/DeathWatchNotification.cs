namespace ActorBus.Actors.Mailboxes;

/// <summary>An actor has stopped: sent to its supervisor and to everyone who watched it.</summary>
internal sealed class DeathWatchNotification(InternalActorRefBase actor, bool existenceConfirmed) : SystemMessage
{
    public InternalActorRefBase Actor => actor;

    public bool ExistenceConfirmed => existenceConfirmed;

    public override void Invoke(ActorCell cell)
    {
        if (cell.HasDeathWatch)
            cell.DeathWatch.Stopped(this);
        cell.Lifecycle.HandleChildTerminated(actor);
    }
}
