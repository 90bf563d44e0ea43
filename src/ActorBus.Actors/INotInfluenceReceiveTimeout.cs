namespace ActorBus.Actors;

/// <summary>Marks messages that do not begin an actor's receive timeout anew.</summary>
public interface INotInfluenceReceiveTimeout;
