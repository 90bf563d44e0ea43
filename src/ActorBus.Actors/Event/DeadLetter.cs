namespace ActorBus.Actors.Event;

/// <summary>A message whose recipient has stopped or never was; published to the event stream.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Creates the event.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}
