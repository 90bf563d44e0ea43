namespace ActorBus.Actors;

/// <summary>Marks messages that never leave the process.</summary>
public interface INoSerializationVerificationNeeded;
