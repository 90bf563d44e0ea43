using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus;

/// <summary>Describes how a service uses one broker.</summary>
/// <remarks>
/// The last choice counts. Configuration is stronger: a <c>Kind</c> there (<c>ActorBus:Broker:Kind</c>, for a further broker
/// <c>ActorBus:Brokers:partners:Kind</c>) chooses another kind than code did, and leaves the choice of code alone where it is the same kind.
/// </remarks>
public sealed class BrokerBuilder
{
    internal BrokerBuilder(string name) => Name = name;

    /// <summary>The broker's name in the service map.</summary>
    public string Name { get; }

    internal BrokerChoice? Choice { get; private set; }

    internal List<Action<DistributionOptions>> Changes { get; } = [];

    /// <summary>Uses a broker that somebody else owns and disposes, for example one that several services share.</summary>
    /// <param name="find">Finds it among the host's services; called at start.</param>
    /// <param name="kind">The word that configuration has for brokers like it; null for none.</param>
    public BrokerBuilder UseSharedBroker(Func<IServiceProvider, IBroker> find, string? kind = null)
    {
        ArgumentNullException.ThrowIfNull(find);
        return Use(new BrokerChoice(kind, null, _ => find, IsOwned: false));
    }

    /// <summary>Uses a broker that is made at start and disposed with the host.</summary>
    public BrokerBuilder UseBroker(Func<IServiceProvider, IBroker> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Use(new BrokerChoice(null, null, _ => create, IsOwned: true));
    }

    /// <summary>Uses a broker of a kind that has options of its own; made at start and disposed with the host.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="configure">Changes the options, on top of what configuration says.</param>
    public BrokerBuilder UseBroker<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure = null)
        where TOptions : class => Use(BrokerChoice.Of(kind, configure));

    /// <summary>Changes how the service sends and receives through this broker, on top of what is said for the whole service.</summary>
    public BrokerBuilder ConfigureDistribution(Action<DistributionOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Changes.Add(change);
        return this;
    }

    /// <summary>Only sends through this broker: no queue is made there and nothing is consumed.</summary>
    public BrokerBuilder SendOnly() => ConfigureDistribution(options => options.SendOnly = true);

    private BrokerBuilder Use(BrokerChoice choice)
    {
        Choice = choice;
        return this;
    }
}
