namespace ActorBus.Pipeline;

/// <summary>Describes one phase of a bus.</summary>
/// <param name="Name">The name of the phase and of its actor.</param>
/// <param name="IsActor">Whether the phase runs in its actor; false when the actor is bypassed because the phase has no listeners.</param>
/// <param name="Listeners">The entries of the phase, in order.</param>
public sealed record PhaseDescription(string Name, bool IsActor, IReadOnlyList<ListenerDescription> Listeners);
