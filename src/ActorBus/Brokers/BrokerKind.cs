namespace ActorBus.Brokers;

/// <summary>A kind of broker that code or configuration chooses for a service, and the options that it has.</summary>
/// <remarks>
/// The options are bound to the section of the kind's name (<c>ActorBus:RabbitMq</c>; for a further broker
/// <c>ActorBus:Brokers:partners:RabbitMq</c>), then changed by code, then validated, all of it before anything is started.
/// </remarks>
/// <typeparam name="TOptions">The options, a class with properties that are set.</typeparam>
public sealed record BrokerKind<TOptions>
    where TOptions : class
{
    /// <summary>The word that chooses it, as in <c>ActorBus:Broker:Kind</c>; also the name of its section.</summary>
    public required string Name { get; init; }

    /// <summary>Makes the options of a service, by its name, as they are when nothing else is said.</summary>
    public required Func<string, TOptions> NewOptions { get; init; }

    /// <summary>Makes the broker from the options and the host's services; called at start, when nothing is wrong anywhere.</summary>
    public required Func<TOptions, IServiceProvider, IBroker> Create { get; init; }

    /// <summary>Returns everything that is wrong with the options; each text begins with the name of the option.</summary>
    public Func<TOptions, IEnumerable<string>> Validate { get; init; } = _ => [];

    /// <summary>
    /// The option that the host's connection string fills where the section does not: <c>ConnectionStrings:rabbitmq</c> by the name of the kind, for
    /// a further broker by the broker's. Null for none.
    /// </summary>
    public string? ConnectionString { get; init; }
}
