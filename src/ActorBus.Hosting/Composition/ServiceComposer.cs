using System.Globalization;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Recovery;
using ActorBus.Serialization;
using ActorBus.Settings;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Composition;

/// <summary>Puts the services of a host together from code and configuration, collecting every fault of all of them.</summary>
internal sealed class ServiceComposer(IServiceProvider services, IConfiguration? configuration)
{
    private readonly Config _reference = ReferenceConfiguration.Load();
    private readonly List<string> _faults = [];

    /// <summary>All services.</summary>
    /// <exception cref="BusConfigurationException">Something is wrong; the error holds all of it.</exception>
    public IReadOnlyList<ServiceSetup> Compose(IReadOnlyCollection<ActorBusBuilder> builders)
    {
        var names = builders.Select(builder => builder.ServiceName).ToArray();
        var setups = builders.Select(builder => Compose(builder, names)).ToArray();
        var known = builders.Select(builder => SettingsKey.Of(builder.ServiceName)).ToHashSet();
        foreach (var stranger in builders.SelectMany(builder => SettingsLayers.ServicesIn(configuration, builder.Hocon)).Distinct().Where(name => !known.Contains(name)))
        {
            _faults.Add($"ActorBus:Services:{stranger}: this host has no such service; it has "
                + $"{string.Join(", ", builders.Select(builder => $"'{builder.ServiceName}'"))}. Remove or correct it.");
        }

        return _faults.Count == 0 ? setups : throw new BusConfigurationException([.. _faults.Distinct()]);
    }

    private ServiceSetup Compose(ActorBusBuilder builder, IReadOnlyCollection<string> names)
    {
        var name = builder.ServiceName;
        var settings = new SettingsReader(SettingsLayers.For(name, configuration, builder.Hocon, _reference));
        var buses = builder.BusChanges.Aggregate(OptionsFromSettings.Buses(settings, services), (options, change) => change(options));
        Action<string> report = fault => Report(name, [fault]);
        var brokers = new BrokerComposer(builder, settings, services, report).Compose(
            OptionsFromSettings.Distribution(settings, new DistributionOptions { ServiceName = name }),
            options => Prefetch(options, buses));
        var maps = new MapComposer(builder, settings, [.. brokers.Select(broker => broker.Name)], names, report).Compose();
        var handlers = Handlers(builder, settings, brokers[0].Distribution.FailurePolicy);
        settings.ReportUnknown("rabbitmq", "cluster");

        Report(name, settings.Faults);
        Report(name, buses.Faults(handlers));
        return new ServiceSetup
        {
            Name = name,
            Handlers = handlers,
            Buses = buses,
            Brokers = brokers,
            Maps = maps,
            Converters = new MessageConverters(builder.Converters),
            Hocon = builder.Hocon,
        };
    }

    private HandlerRegistry Handlers(ActorBusBuilder builder, SettingsReader settings, FailurePolicy servicePolicy)
    {
        // A class that was added twice, by itself and with its assembly, is meant once.
        var declared = builder.HandlerClasses.SelectMany(find => Try(builder.ServiceName, find, [])).DistinctBy(handler => handler.Name)
            .Concat(builder.HandlersByHand).ToArray();
        var configured = OptionsFromSettings.Handlers(settings, declared, servicePolicy);
        var changed = configured.Select(handler => builder.HandlerChanges.Aggregate(handler, (one, change) => change(one)));
        return Try(builder.ServiceName, () => new HandlerRegistry(changed), HandlerRegistry.Empty);
    }

    private T Try<T>(string service, Func<T> find, T otherwise)
    {
        try
        {
            return find();
        }
        catch (HandlerRegistrationException error)
        {
            Report(service, error.Faults);
            return otherwise;
        }
    }

    private static (int Prefetch, string Why) Prefetch(DistributionOptions distribution, BusRuntimeOptions buses)
    {
        var concurrency = string.Create(CultureInfo.InvariantCulture, $"{buses.Concurrency} at a time for each handler ({Environment.ProcessorCount} cores)");
        if (distribution.Prefetch is { } said) return (said, $"prefetch {said}, as configured; {concurrency}");
        var prefetch = Math.Clamp(4 * buses.Concurrency, 20, ushort.MaxValue);
        return (prefetch, $"prefetch {prefetch}, 4 for each message that a handler takes at a time, at least 20; {concurrency}");
    }

    private void Report(string service, IEnumerable<string> faults) => _faults.AddRange(faults.Select(fault => $"Service '{service}': {fault}"));
}
