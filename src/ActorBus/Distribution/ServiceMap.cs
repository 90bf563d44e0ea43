using System.Collections.Immutable;
using ActorBus.Distribution.Sending;

namespace ActorBus.Distribution;

/// <summary>Says through which broker a distributed bus reaches each service, and to which brokers its events go.</summary>
/// <remarks>
/// Immutable. Where nothing is said of commands, all go to the default broker; the same holds for events. Once something is
/// said it is all there is: a command to a service that is not mapped is refused, an event that no mapping takes goes nowhere,
/// which is no error, and is counted.
/// </remarks>
public sealed class ServiceMap
{
    /// <summary>The name of the broker that the service itself chose.</summary>
    public const string DefaultBroker = "default";

    /// <summary>Stands for every service that is not mapped by name.</summary>
    public const string AnyService = "*";

    private readonly ImmutableDictionary<string, string> _commands;
    private readonly ImmutableDictionary<string, EventMapping> _events;

    private ServiceMap(ImmutableDictionary<string, string> commands, ImmutableDictionary<string, EventMapping> events)
    {
        _commands = commands;
        _events = events;
    }

    /// <summary>Nothing is said: everything goes to the default broker.</summary>
    public static ServiceMap Empty { get; } = new(
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableDictionary.Create<string, EventMapping>(StringComparer.Ordinal));

    /// <summary>Which broker leads to which service.</summary>
    public IReadOnlyDictionary<string, string> Commands => _commands;

    /// <summary>Which events go to which broker.</summary>
    public IReadOnlyDictionary<string, EventMapping> Events => _events;

    /// <summary>Sends commands, queries and messages for a service through a broker.</summary>
    /// <param name="service">The service; <see cref="AnyService"/> for all that are not mapped by name.</param>
    /// <param name="broker">The broker.</param>
    public ServiceMap MapCommands(string service, string broker)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(broker);
        return new ServiceMap(_commands.SetItem(service, broker), _events);
    }

    /// <summary>Sends events to a broker; what was said of it before is replaced.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="mapping">Which events.</param>
    public ServiceMap MapEvents(string broker, EventMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(mapping);
        return new ServiceMap(_commands, _events.SetItem(broker, mapping));
    }

    /// <summary>Sends events to a broker; what was said of it before is replaced.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="patterns">Names and patterns of the events.</param>
    public ServiceMap MapEvents(string broker, params IReadOnlyList<string> patterns) => MapEvents(broker, new EventMapping { Include = patterns });

    /// <summary>The broker for a service; null when the map has none.</summary>
    internal string? BrokerFor(string service) =>
        _commands.IsEmpty ? DefaultBroker : _commands.GetValueOrDefault(service) ?? _commands.GetValueOrDefault(AnyService);

    /// <summary>The brokers for an event of a service; each once, however many patterns fit.</summary>
    internal IEnumerable<string> BrokersFor(string routingKey, string service) => _events.IsEmpty
        ? [DefaultBroker]
        : _events.Where(mapping => mapping.Value.Takes(routingKey, service)).Select(mapping => mapping.Key).Order(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with the map.</summary>
    /// <param name="brokers">The brokers that there are.</param>
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
