namespace ActorBus.Actors;

/// <summary>References that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>Says that nobody is to be answered; the receiver sees the dead letters as sender.</summary>
    public static readonly IActorRef? NoSender;

    /// <summary>The result of looking for an actor that is not there.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;
}
