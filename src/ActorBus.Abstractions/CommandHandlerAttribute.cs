namespace ActorBus;

/// <summary>Marks a method as the handler of a command.</summary>
/// <param name="routingKey">The name of the command; null for the name of its type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class CommandHandlerAttribute(string? routingKey = null) : HandlerAttribute(routingKey);
