namespace ActorBus.Actors.Dispatch;

/// <summary>What dispatchers can have from an actor system.</summary>
internal sealed class SystemPrerequisites(ActorSystem system) : IDispatcherPrerequisites
{
    public EventStream EventStream => system.EventStream;

    public IScheduler Scheduler => system.Scheduler;

    public Settings Settings => system.Settings;
}
