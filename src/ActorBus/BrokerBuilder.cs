using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus;

/// <summary>Says how a service uses one broker.</summary>
/// <remarks>The last broker that was said counts. Without any it is that of the configuration, or the in-memory one of the process.</remarks>
public sealed class BrokerBuilder
{
    internal BrokerBuilder(string name) => Name = name;

    /// <summary>The broker's name in the service map.</summary>
    public string Name { get; }

    internal Func<BrokerSetup, Func<IBroker>>? Source { get; private set; }

    internal bool IsOwned { get; private set; }

    internal List<Func<DistributionOptions, DistributionOptions>> Changes { get; } = [];

    /// <summary>Uses a broker that somebody else owns and disposes, for example one that several services share.</summary>
    public BrokerBuilder UseSharedBroker(Func<IServiceProvider, IBroker> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return Use(setup => () => find(setup.Services), isOwned: false);
    }

    /// <summary>Uses a broker that is made at start and disposed with the host.</summary>
    public BrokerBuilder UseBroker(Func<IServiceProvider, IBroker> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return UseConfiguredBroker(setup => () => create(setup.Services));
    }

    /// <summary>Uses a broker that has settings of its own; made at start and disposed with the host.</summary>
    /// <param name="source">
    /// Reads the broker's settings and reports what is wrong with them; what it gives back makes the broker and is called only
    /// when there is no fault anywhere.
    /// </param>
    public BrokerBuilder UseConfiguredBroker(Func<BrokerSetup, Func<IBroker>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Use(source, isOwned: true);
    }

    /// <summary>Changes how the service sends and receives through this broker, on top of what is said for the whole service.</summary>
    public BrokerBuilder ConfigureDistribution(Func<DistributionOptions, DistributionOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Changes.Add(change);
        return this;
    }

    /// <summary>Only sends through this broker: no queue is made there and nothing is consumed.</summary>
    public BrokerBuilder SendOnly() => ConfigureDistribution(options => options with { SendOnly = true });

    private BrokerBuilder Use(Func<BrokerSetup, Func<IBroker>> source, bool isOwned)
    {
        Source = source;
        IsOwned = isOwned;
        return this;
    }
}
