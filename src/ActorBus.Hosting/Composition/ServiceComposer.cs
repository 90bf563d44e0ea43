using System.Globalization;
using ActorBus.Distribution;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;
using ActorBus.Hosting.Configuration;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Composition;

/// <summary>Assembles the services of a host from code and configuration, collecting the faults of all of them.</summary>
/// <remarks>
/// Only options are resolved from the application's services: a plugin or a broker may depend on a bus, and the buses do not exist yet.
/// </remarks>
internal sealed class ServiceComposer(IServiceProvider services, IConfiguration? configuration)
{
    private static readonly string[] InDispatch = [nameof(BusRuntimeOptions.Concurrency), nameof(BusRuntimeOptions.MaxWaiting)];
    private readonly List<string> _faults = [];
    private IReadOnlyCollection<ActorBusBuilder> _builders = [];
    private HashSet<string> _handlerNames = [];

    /// <summary>Returns all services.</summary>
    /// <exception cref="BusConfigurationException">Something is invalid; the error lists every fault.</exception>
    public IReadOnlyList<ServiceSetup> Compose(IReadOnlyCollection<ActorBusBuilder> builders)
    {
        _builders = builders;
        var handlers = builders.ToDictionary(builder => builder, Declared);
        _handlerNames = handlers.Values.SelectMany(declared => declared).Select(handler => handler.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (configuration is not null) ReportStrangers(configuration, "");
        var setups = builders.Select(builder => Compose(builder, handlers[builder])).ToArray();
        return _faults.Count == 0 ? setups : throw new BusConfigurationException([.. _faults.Distinct()]);
    }

    private ServiceSetup Compose(ActorBusBuilder builder, IReadOnlyList<HandlerDescriptor> declared)
    {
        var values = Read(builder);
        var policies = new ConfiguredPolicies(values, new ExceptionNames(builder.HandlerAssemblies));
        Action<string> report = fault => Report(builder, [fault]);
        var brokers = new BrokerComposer(builder, values, policies, services, report).Compose();
        var maps = new MapComposer(builder, values, [.. brokers.Select(broker => broker.Name)], [.. _builders.Select(one => one.ServiceName)], report).Compose();
        var handlers = Handlers(builder, values, policies, declared, brokers[0].Distribution.FailurePolicy);
        var buses = Buses(builder, values, handlers);
        var converters = new MessageConverters(builder.Converters);
        Report(builder, [.. Unreadable(handlers, converters), .. brokers.SelectMany(broker => OwnTopology.LongNames(broker.Distribution, handlers))]);
        return new ServiceSetup
        {
            Name = builder.ServiceName,
            Handlers = handlers,
            Buses = buses,
            Brokers = [.. brokers.Select(broker => WithPrefetch(broker, buses))],
            Maps = maps,
            Converters = converters,
            Hocon = builder.Hocon,
            EmptyAssemblies = [.. builder.WholeAssemblies.Where(assembly => !declared.Any(handler => handler.Method?.Assembly == assembly)).Select(assembly => assembly.GetName().Name ?? "")],
        };
    }

    private static IEnumerable<string> Unreadable(HandlerRegistry handlers, MessageConverters converters) => handlers.All
        .Where(handler => handler.IsDistributed).Select(handler => (handler.Name, Fault: converters.FaultOf(handler.MessageType))).Where(one => one.Fault is not null)
        .Select(one => $"Handler '{one.Name}' can take no message from other services: {one.Fault}.");

    /// <summary>
    /// Reads the configuration of a service in ascending precedence: its HOCON, then the configuration of the host. In both, the section of the
    /// single service takes precedence.
    /// </summary>
    private OptionValues Read(ActorBusBuilder builder)
    {
        var values = new OptionValues(_faults);
        var kinds = KindsOf(builder);
        var owner = _builders.Count > 1 ? $"Service '{builder.ServiceName}': " : "";
        if (Hocon(builder) is { } hocon)
        {
            ReportStrangers(hocon, owner);
            ReadFrom(hocon, owner);
        }

        if (configuration is not null) ReadFrom(configuration, "");
        return values;

        void ReadFrom(IConfiguration root, string before)
        {
            foreach (var (path, isOwn) in new[] { ("ActorBus", false), ($"ActorBus:Services:{builder.ServiceName}", true) })
            {
                var reader = new OptionReader(values, kinds, section => Place.Of(root, section, before), isOwn, _faults);
                reader.ReadGroup(root.GetSection(path), typeof(ConfiguredService), "");
            }
        }
    }

    private IConfigurationRoot? Hocon(ActorBusBuilder builder)
    {
        try
        {
            return new ConfigurationBuilder().AddHocon(builder.Hocon).Build();
        }
        catch (FormatException error)
        {
            Report(builder, [error.Message]);
            return null;
        }
    }

    /// <summary>Returns the broker kinds whose options may be configured, including those of packages that are not in use.</summary>
    private static Dictionary<string, Type?> KindsOf(ActorBusBuilder builder)
    {
        var kinds = new Dictionary<string, Type?>(StringComparer.OrdinalIgnoreCase) { ["rabbitmq"] = null, ["cluster"] = null };
        var choices = builder.Brokers.Prepend(builder.Broker).Select(broker => broker.Choice).Concat(builder.BrokerKinds.Values);
        foreach (var choice in choices.Where(choice => choice is { Kind: not null, OptionsType: not null })) kinds[choice!.Kind!] = choice.OptionsType;
        return kinds;
    }

    private void ReportStrangers(IConfiguration root, string owner)
    {
        var names = string.Join(", ", _builders.Select(builder => $"'{builder.ServiceName}'"));
        foreach (var stranger in root.GetSection("ActorBus:Services").GetChildren()
            .Where(section => !_builders.Any(builder => builder.ServiceName.Equals(section.Key, StringComparison.OrdinalIgnoreCase))))
        {
            _faults.Add($"{Place.Of(root, stranger, owner)}: this host has no such service; it has {names}. Remove or correct it.");
        }
    }

    private HandlerRegistry Handlers(
        ActorBusBuilder builder, OptionValues values, ConfiguredPolicies policies, IReadOnlyList<HandlerDescriptor> declared, FailurePolicy servicePolicy)
    {
        var said = values.Named<ConfiguredHandler>("Handlers");
        foreach (var name in said.Keys.Where(name => !declared.Any(handler => handler.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            // A name in the section of all services may belong to a handler of another service.
            if (values.IsOwn($"Handlers:{name}") || !_handlerNames.Contains(name))
                values.Fault($"Handlers:{name}", $"there is no handler '{name}'; there is: {string.Join(", ", declared.Select(handler => handler.Name))}. Remove or correct it.");
        }

        var handlers = declared
            .Select(handler => said.TryGetValue(handler.Name, out var one) ? one.ApplyTo(handler, values, policies, servicePolicy) : handler)
            .Select(handler => builder.HandlerChanges.Where(change => IsOf(change.Class, handler)).Aggregate(handler, (one, change) => change.Change(one)));
        Report(builder, builder.HandlerChanges.Select(change => change.Class).Distinct().OfType<Type>().Where(one => !declared.Any(handler => IsOf(one, handler))).Select(one =>
            $"OnFailure<{one.Name}> says what happens when a handler of '{one}' fails, but the service has no handler of that class. Add the class or remove the line."));
        return Try(builder, () => new HandlerRegistry(handlers), HandlerRegistry.Empty);
    }

    private static bool IsOf(Type? type, HandlerDescriptor handler) => type is null || handler.Method?.Class == type;

    /// <summary>Returns the handlers as declared. A class that was added both by itself and with its assembly counts once.</summary>
    private HandlerDescriptor[] Declared(ActorBusBuilder builder) =>
        [.. builder.HandlerClasses.SelectMany(find => Try(builder, find, [])).DistinctBy(handler => handler.Name), .. builder.HandlersByHand];

    private BusRuntimeOptions Buses(ActorBusBuilder builder, OptionValues values, HandlerRegistry handlers)
    {
        var said = values.Bind("Dispatch", new ConfiguredService.ConfiguredDispatch());
        var options = new BusRuntimeOptions { Buses = [.. ConfiguredBus.ReadAll(values, services)] };
        options.DispatchTimeout = said.Timeout ?? options.DispatchTimeout;
        options.Concurrency = said.Concurrency ?? options.Concurrency;
        options.MaxWaiting = said.MaxWaiting ?? options.MaxWaiting;
        options.Fusing = values.Bind("Pipeline", new ConfiguredService.ConfiguredPipeline()).Fusing ?? options.Fusing;
        return new ServiceOptions(services).Make(builder.ServiceName, options, builder.BusChanges, one => one.Faults(handlers), (fault, isConfigured) =>
        {
            if (isConfigured && InDispatch.Any(name => fault.StartsWith(name, StringComparison.Ordinal))) values.FaultIn(fault, "Dispatch");
            else Report(builder, [fault]);
        });
    }

    private static BrokerPlan WithPrefetch(BrokerPlan broker, BusRuntimeOptions buses)
    {
        var concurrency = string.Create(CultureInfo.InvariantCulture, $"{buses.Concurrency} at a time for each handler ({Environment.ProcessorCount} cores)");
        if (broker.Distribution.Prefetch is { } said) return broker with { Capacity = $"prefetch {said}, as configured; {concurrency}" };
        var prefetch = DistributionOptions.PrefetchFor(buses.Concurrency);
        broker.Distribution.Prefetch = prefetch;
        return broker with { Capacity = $"prefetch {prefetch}, 4 for each message that a handler takes at a time, at least 20; {concurrency}" };
    }

    private T Try<T>(ActorBusBuilder builder, Func<T> find, T otherwise)
    {
        try
        {
            return find();
        }
        catch (HandlerRegistrationException error)
        {
            Report(builder, error.Faults);
            return otherwise;
        }
    }

    private void Report(ActorBusBuilder builder, IEnumerable<string> faults) => _faults.AddRange(faults.Select(fault => $"Service '{builder.ServiceName}': {fault}"));
}
