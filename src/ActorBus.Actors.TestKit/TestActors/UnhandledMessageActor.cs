namespace ActorBus.Actors.TestKit.TestActors;

/// <summary>Handles no message.</summary>
public class UnhandledMessageActor : ActorBase
{
    /// <inheritdoc/>
    protected override bool Receive(object message) => false;
}
