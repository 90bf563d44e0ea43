using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution.Sending;

/// <summary>Chooses the outlets for each message of one distributed bus by its service map.</summary>
internal sealed class OutletChoice
{
    private readonly ServiceMap _map;
    private readonly string _service;
    private readonly Dictionary<string, Outlet> _outlets;
    private readonly IReadOnlyList<Outlet>? _forAllEvents;

    /// <param name="map">The service map; all its brokers must exist.</param>
    /// <param name="service">The sending service.</param>
    /// <param name="outlets">The outlets, one for each broker.</param>
    public OutletChoice(ServiceMap map, string service, IEnumerable<Outlet> outlets)
    {
        _map = map;
        _service = service;
        _outlets = outlets.ToDictionary(outlet => outlet.Broker, StringComparer.Ordinal);
        if (map.Events.Count == 0) _forAllEvents = [_outlets[ServiceMap.DefaultBroker]];
    }

    /// <summary>Returns the outlet to a service.</summary>
    /// <exception cref="UnknownDestinationException">The map does not contain the service.</exception>
    public Outlet To(MessageContext context) => _map.BrokerFor(context.DestinationService!) is { } broker
        ? _outlets[broker]
        : throw new UnknownDestinationException(
            context.DestinationService!,
            $"The {EnvelopeWriter.KindWord(context.Kind)} '{Printable.Cut(context.RoutingKey)}' was not sent: the service map of '{_service}' has no broker for the "
            + $"service '{Printable.Cut(context.DestinationService ?? "")}'; it has {string.Join(", ", _map.Commands.Keys.Order().Select(name => $"'{name}'"))}. Map it, "
            + $"or '{ServiceMap.AnyService}' for all others.");

    /// <summary>Returns the outlets for an event; empty when no mapping selects it.</summary>
    public IReadOnlyList<Outlet> OfEvent(string routingKey) =>
        _forAllEvents ?? [.. _map.BrokersFor(routingKey, _service).Select(broker => _outlets[broker])];
}
