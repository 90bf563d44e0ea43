namespace ActorBus.Actors.TestKit.TestActors;

/// <summary>Forwards every message.</summary>
public class ForwardActor : ReceiveActor
{
    /// <summary>Creates the actor.</summary>
    /// <param name="target">Who gets the messages.</param>
    public ForwardActor(IActorRef target) => ReceiveAny(target.Forward);

    /// <summary>Props of such an actor.</summary>
    /// <param name="target">Who gets the messages.</param>
    /// <returns>The props.</returns>
    public static Props Props(IActorRef target) => Actors.Props.Create(() => new ForwardActor(target));
}
