namespace ActorBus.Actors.Shutdown;

/// <summary>Something to be done in a phase.</summary>
internal sealed record ShutdownTask(string Name, Func<Task<Done>> Run);
