namespace ActorBus.Pipeline;

/// <summary>One entry of a phase.</summary>
/// <param name="Priority">Its priority.</param>
/// <param name="Name">The method, or the step of the bus.</param>
/// <param name="IsBuiltIn">True for what the bus does itself.</param>
public sealed record ListenerDescription(int Priority, string Name, bool IsBuiltIn);
