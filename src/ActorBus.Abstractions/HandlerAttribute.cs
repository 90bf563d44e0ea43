namespace ActorBus;

/// <summary>Marks a method as a handler and sets how it runs.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public abstract class HandlerAttribute : Attribute
{
    private protected HandlerAttribute(string? routingKey)
    {
        if (routingKey is not null) ArgumentException.ThrowIfNullOrWhiteSpace(routingKey);
        RoutingKey = routingKey;
    }

    /// <summary>The name by which messages find the handler; null for the name of the message type.</summary>
    public string? RoutingKey { get; }

    /// <summary>
    /// The stable name of the handler, unique in the service, to which retries and dead letters are addressed. Null for <c>Type.Method</c> with the
    /// namespace: then a message that is being retried finds its handler no more once the class or the method has been renamed.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>How many messages the handler processes concurrently. The default, 0, uses the setting of the service.</summary>
    public int Concurrency { get; set; }

    /// <summary>The name of the metadata value that keeps messages in order: messages with the same value are handled one after the other.</summary>
    public string? PartitionKey { get; set; }

    /// <summary>The time limit for one message, such as <c>500ms</c>, <c>30s</c>, <c>2m</c> or <c>00:00:30</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>The name of the bus the handler belongs to; null for the default bus of its kind.</summary>
    public string? Bus { get; set; }
}
