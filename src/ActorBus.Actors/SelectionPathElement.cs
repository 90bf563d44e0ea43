namespace ActorBus.Actors;

/// <summary>A step of a selection.</summary>
public abstract class SelectionPathElement;
