namespace ActorBus.Actors;

/// <summary>A behaviour that treats every message as handled.</summary>
public delegate void UntypedReceive(object message);
