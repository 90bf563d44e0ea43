namespace ActorBus.Actors.Refs;

/// <summary>The supervisor of the root guardian. When the root has stopped, so has the system.</summary>
internal sealed class RootSupervisorRef(LocalActorSystem system, ActorPath path, Action terminated) : MinimalActorRef
{
    public override ActorPath Path => path;

    internal override LocalActorSystem Home => system;

    internal override void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case FailedMessage failed:
                system.Log.Error(failed.Cause, "The guardian '{0}' failed; the actor system '{1}' stops.", failed.Child.Path, system.Name);
                failed.Child.Stop();
                break;
            case DeathWatchNotification:
                terminated();
                break;
        }
    }
}
