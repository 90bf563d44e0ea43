using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Sending;
using ActorBus.Hosting.Configuration;
using ActorBus.InMemory;
using ActorBus.Raw;

namespace ActorBus.Hosting.Composition;

/// <summary>Assembles the brokers of one service: the default one, those added in code and those that appear only in configuration.</summary>
/// <param name="builder">The configuration made in code.</param>
/// <param name="values">The configuration values.</param>
/// <param name="policies">The configured failure policies.</param>
/// <param name="services">The services of the host.</param>
/// <param name="report">Receives the faults made in code.</param>
internal sealed class BrokerComposer(
    ActorBusBuilder builder, OptionValues values, ConfiguredPolicies policies, IServiceProvider services, Action<string> report)
{
    private static readonly BrokerChoice OfHost = new(InMemoryBroker.Kind, null, _ => InMemoryBroker.OfHost, IsOwned: false);
    private readonly ServiceOptions _options = new(services);

    /// <summary>Returns the plans of the brokers, the default one first.</summary>
    public IReadOnlyList<BrokerPlan> Compose()
    {
        BrokerBuilder[] further =
        [
            .. builder.Brokers,
            .. values.Names("Brokers").Where(name => !builder.Brokers.Exists(broker => IsSame(broker.Name, name))).Select(name => new BrokerBuilder(name)),
        ];
        foreach (var name in further.Select(broker => broker.Name).Where(name => !OutgoingRules.IsServiceName(name) || name == ServiceMap.DefaultBroker))
            report($"Broker '{name}': that is no name for a further broker. Use letters, digits, dots, dashes and underscores, not '{ServiceMap.DefaultBroker}'.");
        return [Plan(builder.Broker, ""), .. further.Select(broker => Plan(broker, $"Brokers:{broker.Name}:"))];
    }

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private BrokerPlan Plan(BrokerBuilder broker, string part)
    {
        var isDefault = part.Length == 0;
        var owner = isDefault ? "" : $"Broker '{broker.Name}': ";
        var name = isDefault ? builder.ServiceName : $"{builder.ServiceName}/{broker.Name}";
        string[] parts = isDefault ? [""] : [part, ""];
        var choice = Choice(broker, isDefault ? "Broker:Kind" : $"{part}Kind");
        var create = choice.Compose(new BrokerOptionsSource(builder.ServiceName, isDefault ? null : broker.Name, part, values, services, fault => report(owner + fault)));
        var distribution = _options.Make(
            name, Distribution(parts), builder.DistributionChanges.Concat(broker.Changes), options => options.Faults(),
            (fault, isConfigured) => ReportIn(isConfigured, fault, owner, parts));
        return new BrokerPlan(broker.Name, distribution, () => create(services), "", choice.IsOwned);
    }

    /// <summary>Returns the configured distribution options.</summary>
    /// <param name="parts">The configuration paths, in order of precedence.</param>
    private DistributionOptions Distribution(string[] parts)
    {
        var options = new DistributionOptions { ServiceName = builder.ServiceName };
        foreach (var part in parts.AsEnumerable().Reverse())
        {
            if (values.Has($"{part}Distribution:Raw")) options.Raw ??= RawBus.DefaultsFor(builder.ServiceName, parts.Any(NamesDeadLetterTarget));
            values.Bind($"{part}Distribution", options);
            options.FailurePolicy = policies.Over(options.FailurePolicy, $"{part}Recovery") ?? options.FailurePolicy;
        }

        return options;
    }

    /// <summary>Returns whether configuration names a target of its own for rejected raw messages. The default exchange alone is none.</summary>
    private bool NamesDeadLetterTarget(string part) =>
        values.Has($"{part}Distribution:Raw:{nameof(RawBusOptions.DeadLetterRoutingKey)}")
        || !string.IsNullOrEmpty(values.Text($"{part}Distribution:Raw:{nameof(RawBusOptions.DeadLetterExchange)}"));

    private void ReportIn(bool isConfigured, string fault, string owner, string[] parts)
    {
        const string OfPolicy = $"{nameof(DistributionOptions.FailurePolicy)}: ";
        if (!isConfigured) report(owner + fault);
        else if (fault.StartsWith(OfPolicy, StringComparison.Ordinal)) values.FaultIn(fault[OfPolicy.Length..], [.. parts.Select(part => $"{part}Recovery")]);
        else values.FaultIn(fault, [.. parts.Select(part => $"{part}Distribution")]);
    }

    /// <summary>Chooses the broker: the kind named in configuration, else the choice made in code, else the broker registered in the host.</summary>
    private BrokerChoice Choice(BrokerBuilder broker, string path)
    {
        var kind = values.Text(path);
        if (broker.Choice is { } said && (kind is null || IsSame(said.Kind, kind))) return said;
        if (kind is null && broker == builder.Broker) return OfHost;
        if (IsSame(kind, InMemoryBroker.Kind)) return OfHost;
        if (kind is not null && builder.BrokerKinds.TryGetValue(kind, out var known)) return known;
        var kinds = string.Join(", ", builder.BrokerKinds.Keys.Prepend(InMemoryBroker.Kind).Select(one => $"'{one}'"));
        values.Fault(path, kind is null
            ? $"the broker '{broker.Name}' has no kind, and code chooses none. Use one of {kinds}."
            : $"the broker '{broker.Name}' has the kind '{kind}', which is not known here. Use one of {kinds}; 'rabbitmq' needs AddRabbitMq() in code.");
        return OfHost;
    }
}
