namespace ActorBus.Actors.Shutdown;

/// <summary>One phase as configured.</summary>
/// <param name="Name">The key of its section.</param>
/// <param name="DependsOn">The phases before it.</param>
/// <param name="Timeout">How long its tasks may take.</param>
/// <param name="Recovers">Whether the next phase comes also after a failure or a timeout.</param>
internal sealed record ShutdownPhase(string Name, IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recovers);
