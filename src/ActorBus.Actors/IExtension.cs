namespace ActorBus.Actors;

/// <summary>Something that exists once per actor system and is found through it.</summary>
public interface IExtension;
