namespace ActorBus.Brokers;

/// <summary>Defines a kind of broker that code or configuration can choose for a service, and its options.</summary>
/// <remarks>
/// The options are bound to the section named after the kind (<c>ActorBus:RabbitMq</c>, or <c>ActorBus:Brokers:partners:RabbitMq</c> for an
/// additional broker), then changed by code, then validated, before anything is started.
/// </remarks>
/// <typeparam name="TOptions">The options, a class with settable properties.</typeparam>
public sealed record BrokerKind<TOptions>
    where TOptions : class
{
    /// <summary>The name by which the kind is chosen, as in <c>ActorBus:Broker:Kind</c>, and of its configuration section.</summary>
    public required string Name { get; init; }

    /// <summary>Creates the default options for a service, given its name.</summary>
    public required Func<string, TOptions> NewOptions { get; init; }

    /// <summary>Creates the broker from the options and the services of the host; called at start, once all options are valid.</summary>
    public required Func<TOptions, IServiceProvider, IBroker> Create { get; init; }

    /// <summary>Returns all faults of the options; each text begins with the name of the option.</summary>
    public Func<TOptions, IEnumerable<string>> Validate { get; init; } = _ => [];

    /// <summary>
    /// The name of the option that is set from a connection string when the section does not set it: <c>ConnectionStrings:rabbitmq</c>, named after
    /// the kind, or named after the broker for an additional broker. Null for none.
    /// </summary>
    public string? ConnectionString { get; init; }
}
