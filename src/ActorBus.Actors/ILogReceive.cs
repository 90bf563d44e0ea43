namespace ActorBus.Actors;

/// <summary>Marks an actor whose messages are logged at debug level while <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive
{
}
