namespace ActorBus;

/// <summary>The method answers a query with its result.</summary>
/// <param name="routingKey">The query's name; without it the name of its type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class QueryHandlerAttribute(string? routingKey = null) : HandlerAttribute(routingKey);
