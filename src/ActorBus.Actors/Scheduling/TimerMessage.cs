namespace ActorBus.Actors.Scheduling;

/// <summary>What a timer of an actor sends: the actor unwraps it, or drops it when the timer is not the one of its key any more.</summary>
internal sealed class TimerMessage(object key, object message, bool repeats) : IWrappedMessage, INoSerializationVerificationNeeded
{
    public object Key => key;

    public object Message => message;

    public bool Repeats => repeats;
}
