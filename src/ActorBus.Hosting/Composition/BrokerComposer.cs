using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Sending;
using ActorBus.InMemory;
using ActorBus.Settings;

namespace ActorBus.Hosting.Composition;

/// <summary>Puts the brokers of one service together: the default one, those that were added in code, those that only configuration names.</summary>
internal sealed class BrokerComposer(ActorBusBuilder builder, SettingsReader settings, IServiceProvider services, Action<string> report)
{
    private const string InMemoryKind = "in-memory";

    /// <summary>The plans; the default one first.</summary>
    /// <param name="distribution">What configuration says of the whole service.</param>
    /// <param name="capacity">How many deliveries may be under way, and why.</param>
    public IReadOnlyList<BrokerPlan> Compose(DistributionOptions distribution, Func<DistributionOptions, (int Prefetch, string Why)> capacity)
    {
        var further = Further().ToArray();
        foreach (var name in further.Select(broker => broker.Name).Where(name => !OutgoingRules.IsServiceName(name) || name == ServiceMap.DefaultBroker))
            report($"Broker '{name}': that is no name for a further broker. Use letters, digits, dots, dashes and underscores, not '{ServiceMap.DefaultBroker}'.");
        return
        [
            Plan(builder.Broker, distribution, new BrokerSetup(builder.ServiceName, settings, services), capacity),
            .. further.Select(broker =>
            {
                var part = settings.Section("brokers").Section(broker.Name);
                var setup = new BrokerSetup(builder.ServiceName, part, services) { BrokerName = broker.Name };
                return Plan(broker, OptionsFromSettings.Distribution(part, distribution), setup, capacity);
            }),
        ];
    }

    private IEnumerable<BrokerBuilder> Further()
    {
        var inCode = builder.Brokers.Select(broker => SettingsKey.Of(broker.Name)).ToHashSet(StringComparer.Ordinal);
        return builder.Brokers.Concat(settings.Names("brokers").Where(name => !inCode.Contains(SettingsKey.Of(name))).Select(name => new BrokerBuilder(name)));
    }

    private BrokerPlan Plan(
        BrokerBuilder broker, DistributionOptions basis, BrokerSetup setup, Func<DistributionOptions, (int Prefetch, string Why)> capacity)
    {
        var (source, isOwned) = Source(broker, setup);
        var options = builder.DistributionChanges.Concat(broker.Changes).Aggregate(basis, (one, change) => change(one)) with { ServiceName = builder.ServiceName };
        foreach (var fault in options.Faults()) report(setup.IsDefault ? fault : $"Broker '{broker.Name}': {fault}");
        var (prefetch, why) = capacity(options);
        return new BrokerPlan(broker.Name, options with { Prefetch = prefetch }, source(setup), why, isOwned);
    }

    private (Func<BrokerSetup, Func<IBroker>> Source, bool IsOwned) Source(BrokerBuilder broker, BrokerSetup setup)
    {
        var kind = setup.IsDefault ? null : setup.Settings.Text("kind");
        if (broker.Source is { } said) return (said, broker.IsOwned);
        if (setup.IsDefault || string.Equals(kind, InMemoryKind, StringComparison.OrdinalIgnoreCase)) return (OfHost, false);
        if (kind is not null && builder.BrokerKinds.TryGetValue(kind, out var source)) return (source, true);
        var kinds = string.Join(", ", builder.BrokerKinds.Keys.Prepend(InMemoryKind).Select(one => $"'{one}'"));
        setup.Settings.Fault("kind", kind is null
            ? $"the broker '{broker.Name}' has no kind, and code chooses none. Use one of {kinds}."
            : $"the broker '{broker.Name}' has the kind '{kind}', which is not known here. Use one of {kinds}; 'rabbitmq' needs UseRabbitMq() in code.");
        return (OfHost, false);
    }

    private static Func<IBroker> OfHost(BrokerSetup setup) => () => InMemoryBroker.OfHost(setup.Services);
}
