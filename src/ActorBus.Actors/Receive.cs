namespace ActorBus.Actors;

/// <summary>A behaviour: processes a message and says whether it knew what to do with it.</summary>
public delegate bool Receive(object message);
