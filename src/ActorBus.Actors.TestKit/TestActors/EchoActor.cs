namespace ActorBus.Actors.TestKit.TestActors;

/// <summary>Sends every message back to its sender and on to the test actor.</summary>
public class EchoActor : ReceiveActor
{
    /// <summary>Creates the actor.</summary>
    /// <param name="testkit">The test that gets the messages too.</param>
    /// <param name="echoBackToSenderAsWell">Whether the sender gets them back.</param>
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true) => ReceiveAny(message =>
    {
        var sender = Sender;
        if (echoBackToSenderAsWell && !testkit.TestActor.Equals(sender))
            sender.Forward(message);
        testkit.TestActor.Tell(message, sender);
    });

    /// <summary>Props of such an actor.</summary>
    /// <param name="testkit">The test that gets the messages too.</param>
    /// <param name="echoBackToSenderAsWell">Whether the sender gets them back.</param>
    /// <returns>The props.</returns>
    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        Actors.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}
