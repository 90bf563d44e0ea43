namespace ActorBus;

/// <summary>Marks a method as a handler of an event.</summary>
/// <param name="routingKey">
/// The name of the event, or a pattern of words separated by dots: <c>*</c> matches one word, <c>#</c> any number of words. Null for the name of its
/// type.
/// </param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class EventHandlerAttribute(string? routingKey = null) : HandlerAttribute(routingKey);
