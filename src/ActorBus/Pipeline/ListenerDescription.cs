namespace ActorBus.Pipeline;

/// <summary>Describes one entry of a phase.</summary>
/// <param name="Priority">The priority of the entry.</param>
/// <param name="Name">The name of the method, or of the step of the bus.</param>
/// <param name="IsBuiltIn">Whether the entry is a step of the bus itself.</param>
public sealed record ListenerDescription(int Priority, string Name, bool IsBuiltIn);
