using System.Collections.Immutable;
using ActorBus.Distribution.Sending;

namespace ActorBus.Distribution;

/// <summary>Maps services to the brokers through which a distributed bus reaches them, and events to the brokers they are published to.</summary>
/// <remarks>
/// Immutable. As long as no commands are mapped, all of them go to the default broker; the same holds for events. Once something is mapped, only the
/// mappings apply: a command to a service that is not mapped is refused, and an event that no mapping selects is not sent, which is no error but is
/// counted.
/// </remarks>
public sealed class ServiceMap
{
    /// <summary>The name of the default broker of a service.</summary>
    public const string DefaultBroker = "default";

    /// <summary>The placeholder for every service that is not mapped by name.</summary>
    public const string AnyService = "*";

    private readonly ImmutableDictionary<string, string> _commands;
    private readonly ImmutableDictionary<string, EventMapping> _events;

    private ServiceMap(ImmutableDictionary<string, string> commands, ImmutableDictionary<string, EventMapping> events)
    {
        _commands = commands;
        _events = events;
    }

    /// <summary>The empty map, which sends everything to the default broker.</summary>
    public static ServiceMap Empty { get; } = new(
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableDictionary.Create<string, EventMapping>(StringComparer.Ordinal));

    /// <summary>The brokers by the name of the service they lead to.</summary>
    public IReadOnlyDictionary<string, string> Commands => _commands;

    /// <summary>The event mappings by the name of the broker.</summary>
    public IReadOnlyDictionary<string, EventMapping> Events => _events;

    /// <summary>Returns a map that sends commands, queries and messages for a service through a broker.</summary>
    /// <param name="service">The name of the service; <see cref="AnyService"/> for all services that are not mapped by name.</param>
    /// <param name="broker">The name of the broker.</param>
    public ServiceMap MapCommands(string service, string broker)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(broker);
        return new ServiceMap(_commands.SetItem(service, broker), _events);
    }

    /// <summary>Returns a map that publishes events to a broker, replacing an earlier mapping for that broker.</summary>
    /// <param name="broker">The name of the broker.</param>
    /// <param name="mapping">Selects the events.</param>
    public ServiceMap MapEvents(string broker, EventMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(mapping);
        return new ServiceMap(_commands, _events.SetItem(broker, mapping));
    }

    /// <summary>Returns a map that publishes events to a broker, replacing an earlier mapping for that broker.</summary>
    /// <param name="broker">The name of the broker.</param>
    /// <param name="patterns">The names and patterns of the events.</param>
    public ServiceMap MapEvents(string broker, params IReadOnlyList<string> patterns) => MapEvents(broker, new EventMapping { Include = patterns });

    /// <summary>Returns the broker for a service; null when none is mapped.</summary>
    internal string? BrokerFor(string service) =>
        _commands.IsEmpty ? DefaultBroker : _commands.GetValueOrDefault(service) ?? _commands.GetValueOrDefault(AnyService);

    /// <summary>Returns the brokers for an event of a service, each one once.</summary>
    internal IEnumerable<string> BrokersFor(string routingKey, string service) => _events.IsEmpty
        ? [DefaultBroker]
        : _events.Where(mapping => mapping.Value.Takes(routingKey, service)).Select(mapping => mapping.Key).Order(StringComparer.Ordinal);

    /// <summary>Returns all faults of the map.</summary>
    /// <param name="brokers">The names of the existing brokers.</param>
    internal IEnumerable<string> Faults(IReadOnlyCollection<string> brokers)
    {
        var known = $"there is {string.Join(", ", brokers.Select(broker => $"'{broker}'"))}. Correct the name or add the broker.";
        foreach (var (service, broker) in _commands.OrderBy(mapping => mapping.Key, StringComparer.Ordinal))
        {
            if (service != AnyService && !OutgoingRules.IsServiceName(service))
                yield return $"commands are mapped for '{service}', which is no name of a service. Use letters, digits, dots, dashes and underscores.";
            if (!brokers.Contains(broker)) yield return $"commands for the service '{service}' go to the broker '{broker}', which does not exist; {known}";
        }

        foreach (var (broker, mapping) in _events.OrderBy(mapping => mapping.Key, StringComparer.Ordinal))
        {
            if (!brokers.Contains(broker)) yield return $"events go to the broker '{broker}', which does not exist; {known}";
            foreach (var fault in mapping.Faults(broker)) yield return fault;
        }
    }
}
