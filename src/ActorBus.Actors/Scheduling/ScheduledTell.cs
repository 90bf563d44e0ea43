namespace ActorBus.Actors.Scheduling;

/// <summary>A message to be sent at a time, once or again and again.</summary>
internal sealed class ScheduledTell(ICanTell receiver, object message, IActorRef? sender) : ScheduledTask
{
    protected override void Do() => receiver.Tell(message, sender);
}
