namespace ActorBus;

/// <summary>The method listens for an event.</summary>
/// <param name="routingKey">The event's name, or a pattern of words between dots: <c>*</c> is one word, <c>#</c> any number of words. Without it the name of its type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class EventHandlerAttribute(string? routingKey = null) : HandlerAttribute(routingKey);
