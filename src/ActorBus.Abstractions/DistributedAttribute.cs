namespace ActorBus;

/// <summary>Messages from outside the process may reach this handler, or all handlers of this class.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public sealed class DistributedAttribute : Attribute;
