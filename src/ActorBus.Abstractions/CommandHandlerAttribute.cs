namespace ActorBus;

/// <summary>The method carries out a command.</summary>
/// <param name="routingKey">The command's name; without it the name of its type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class CommandHandlerAttribute(string? routingKey = null) : HandlerAttribute(routingKey);
