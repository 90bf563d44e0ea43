namespace ActorBus.Actors.TestKit;

/// <summary>Marks a test whose test actor is not the sender of messages it sends without naming one.</summary>
public interface INoImplicitSender
{
}
