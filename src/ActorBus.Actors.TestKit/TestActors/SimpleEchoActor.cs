namespace ActorBus.Actors.TestKit.TestActors;

/// <summary>Sends every message back to its sender.</summary>
public class SimpleEchoActor : ReceiveActor
{
    /// <summary>Creates the actor.</summary>
    public SimpleEchoActor() => ReceiveAny(message => Sender.Tell(message, Self));

    /// <summary>Props of such an actor.</summary>
    /// <returns>The props.</returns>
    public static Props Props() => Actors.Props.Create(() => new SimpleEchoActor());
}
