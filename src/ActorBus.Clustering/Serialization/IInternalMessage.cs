namespace ActorBus.Clustering.Serialization;

/// <summary>Marks messages that ActorBus nodes send to each other; bound to <see cref="InternalSerializer"/>.</summary>
internal interface IInternalMessage;
