namespace ActorBus.Actors.Event;

/// <summary>Watches the subscribers of an event stream and takes those that stop off it.</summary>
internal sealed class EventStreamUnsubscriber(LocalActorSystem system, EventStream stream) : MinimalActorRef
{
    private ActorPath? _path;

    public override ActorPath Path => _path ??= system.RootPath / "system" / "eventStreamUnsubscriber";

    internal override LocalActorSystem Home => system;

    public void Watch(IActorRef subscriber)
    {
        var actor = InternalActorRefBase.Of(subscriber);
        actor.SendSystemMessage(new WatchMessage(actor, this));
    }

    public void Unwatch(IActorRef subscriber) =>
        InternalActorRefBase.Of(subscriber).SendSystemMessage(new UnwatchMessage(this));

    internal override void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification stopped)
            stream.Unsubscribe(stopped.Actor);
    }
}
