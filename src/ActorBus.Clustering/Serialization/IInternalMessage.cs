namespace ActorBus.Clustering.Serialization;

/// <summary>A message that the nodes of ActorBus send each other; bound to <see cref="InternalSerializer"/>.</summary>
internal interface IInternalMessage;
