namespace ActorBus;

/// <summary>Marks a method as a handler and says how it is run.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public abstract class HandlerAttribute : Attribute
{
    private protected HandlerAttribute(string? routingKey)
    {
        if (routingKey is not null) ArgumentException.ThrowIfNullOrWhiteSpace(routingKey);
        RoutingKey = routingKey;
    }

    /// <summary>The name under which messages find it; null for the name of the message type.</summary>
    public string? RoutingKey { get; }

    /// <summary>How many messages it handles at a time; 0, the default, for what the service says.</summary>
    public int Concurrency { get; set; }

    /// <summary>The name of the metadata value that keeps messages in order: those with the same value run one after the other.</summary>
    public string? PartitionKey { get; set; }

    /// <summary>How long it may take for one message, such as <c>500ms</c>, <c>30s</c>, <c>2m</c> or <c>00:00:30</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>The name of the bus that uses it; null for the default bus of its kind.</summary>
    public string? Bus { get; set; }
}
