namespace ActorBus.Actors;

/// <summary>Marks messages that a peer outside the process must not be able to send, such as <see cref="PoisonPill"/>.</summary>
public interface IPossiblyHarmful;
