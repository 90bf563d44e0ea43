using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus;

/// <summary>Configures how a service uses one broker.</summary>
/// <remarks>
/// The last choice wins. Configuration takes precedence: a <c>Kind</c> there (<c>ActorBus:Broker:Kind</c>, or <c>ActorBus:Brokers:partners:Kind</c>
/// for an additional broker) replaces a different kind chosen in code, and keeps the choice made in code when the kind is the same.
/// </remarks>
public sealed class BrokerBuilder
{
    internal BrokerBuilder(string name) => Name = name;

    /// <summary>The name of the broker in the service map.</summary>
    public string Name { get; }

    internal BrokerChoice? Choice { get; private set; }

    internal List<Action<DistributionOptions>> Changes { get; } = [];

    /// <summary>Uses a broker that is owned and disposed elsewhere, for example one shared by several services.</summary>
    /// <param name="find">Retrieves the broker from the services of the host; called at start.</param>
    /// <param name="kind">The kind by which configuration refers to such brokers; null if it has none.</param>
    public BrokerBuilder UseSharedBroker(Func<IServiceProvider, IBroker> find, string? kind = null)
    {
        ArgumentNullException.ThrowIfNull(find);
        return Use(new BrokerChoice(kind, null, _ => find, IsOwned: false));
    }

    /// <summary>Uses a broker that is created at start and disposed with the host.</summary>
    public BrokerBuilder UseBroker(Func<IServiceProvider, IBroker> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Use(new BrokerChoice(null, null, _ => create, IsOwned: true));
    }

    /// <summary>Uses a broker of a kind with its own options, created at start and disposed with the host.</summary>
    /// <param name="kind">The kind of broker.</param>
    /// <param name="configure">Changes the options after configuration has been applied.</param>
    public BrokerBuilder UseBroker<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure = null)
        where TOptions : class => Use(BrokerChoice.Of(kind, configure));

    /// <summary>Changes how the service sends and receives through this broker, after the options of the whole service have been applied.</summary>
    public BrokerBuilder ConfigureDistribution(Action<DistributionOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Changes.Add(change);
        return this;
    }

    /// <summary>Only sends through this broker: the service has no queue there and consumes nothing from it.</summary>
    public BrokerBuilder SendOnly() => ConfigureDistribution(options => options.SendOnly = true);

    private BrokerBuilder Use(BrokerChoice choice)
    {
        Choice = choice;
        return this;
    }
}
