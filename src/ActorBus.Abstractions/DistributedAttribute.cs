namespace ActorBus;

/// <summary>Makes a handler, or all handlers of a class, reachable for messages from outside the process.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public sealed class DistributedAttribute : Attribute;
