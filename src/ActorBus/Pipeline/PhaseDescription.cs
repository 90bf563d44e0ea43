namespace ActorBus.Pipeline;

/// <summary>One phase of a bus.</summary>
/// <param name="Name">The name of the phase and of its actor.</param>
/// <param name="IsActor">True when its actor runs it; false when it is wired out because nobody attached to it.</param>
/// <param name="Listeners">What runs in it, in order.</param>
public sealed record PhaseDescription(string Name, bool IsActor, IReadOnlyList<ListenerDescription> Listeners);
