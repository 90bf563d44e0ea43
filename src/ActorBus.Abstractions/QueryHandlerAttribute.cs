namespace ActorBus;

/// <summary>Marks a method as the handler of a query, whose result it returns.</summary>
/// <param name="routingKey">The name of the query; null for the name of its type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class QueryHandlerAttribute(string? routingKey = null) : HandlerAttribute(routingKey);
