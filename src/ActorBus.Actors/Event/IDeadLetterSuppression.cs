namespace ActorBus.Actors.Event;

/// <summary>Marks messages whose loss is of no interest.</summary>
public interface IDeadLetterSuppression;
