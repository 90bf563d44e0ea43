using System.Collections.Frozen;
using System.Text;
using ActorBus.Distribution;
using ActorBus.Messages;

namespace ActorBus.Handlers;

/// <summary>Contains all handlers of a service, to be found by name or by what they handle. Immutable.</summary>
public sealed class HandlerRegistry
{
    private readonly HandlerDescriptor[] _all;
    private readonly FrozenDictionary<string, HandlerDescriptor> _byName;
    private readonly FrozenDictionary<(MessageKind, string), HandlerDescriptor> _single;
    private readonly HandlerDescriptor[] _events;

    /// <summary>Initializes the registry with handlers, in this order.</summary>
    /// <exception cref="HandlerRegistrationException">
    /// Two handlers have the same name, or handle the same command, query or channel; or a handler cannot be run. All faults are reported.
    /// </exception>
    public HandlerRegistry(IEnumerable<HandlerDescriptor> handlers)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        _all = [.. handlers];
        var faults = FaultsOf(_all);
        if (faults.Count > 0) throw new HandlerRegistrationException(faults);

        _byName = _all.ToFrozenDictionary(handler => handler.Name, StringComparer.Ordinal);
        _events = [.. _all.Where(handler => handler.Kind == MessageKind.Event)];
        _single = _all.Where(handler => handler.Kind != MessageKind.Event)
            .DistinctBy(handler => (handler.Kind, handler.RoutingKey))
            .ToFrozenDictionary(handler => (handler.Kind, handler.RoutingKey));
    }

    /// <summary>The empty registry.</summary>
    public static HandlerRegistry Empty { get; } = new([]);

    /// <summary>All handlers, in the order of their registration.</summary>
    public IReadOnlyList<HandlerDescriptor> All => _all;

    /// <summary>Returns the handler with a name, or null.</summary>
    public HandlerDescriptor? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Returns the handler of a command, query or channel, or null. A command that no handler takes goes to the channel of its name.</summary>
    /// <exception cref="ArgumentException">
    /// The kind is event, which may have any number of handlers; use <see cref="MatchingEventHandlers"/>.
    /// </exception>
    public HandlerDescriptor? Find(MessageKind kind, string routingKey)
    {
        if (kind == MessageKind.Event)
            throw new ArgumentException($"An event has any number of handlers; use {nameof(MatchingEventHandlers)}.", nameof(kind));
        if (_single.TryGetValue((kind, routingKey), out var handler) || kind != MessageKind.Command) return handler;
        return _single.GetValueOrDefault((MessageKind.Message, routingKey));
    }

    /// <summary>Returns the handlers whose routing key matches the name of an event, in the order of their registration.</summary>
    /// <remarks>
    /// For events published in the process: <c>*</c> is always one word, as in <see cref="TopicPattern"/>, because such an event travels over no broker
    /// and its service may speak several profiles. An event from a broker is matched by the profile of that broker, where <c>*</c> may mean more.
    /// </remarks>
    /// <param name="routingKey">The name of the event.</param>
    /// <param name="distributedOnly">Whether to return only handlers that messages from outside may reach.</param>
    public IReadOnlyList<HandlerDescriptor> MatchingEventHandlers(string routingKey, bool distributedOnly = false) =>
    [
        .. _events.Where(handler =>
            (handler.IsDistributed || !distributedOnly) && TopicPattern.Matches(handler.RoutingKey, routingKey)),
    ];

    private static List<string> FaultsOf(HandlerDescriptor[] handlers)
    {
        List<string> faults = [];
        foreach (var handler in handlers)
        {
            if (string.IsNullOrWhiteSpace(handler.Name) || string.IsNullOrWhiteSpace(handler.RoutingKey))
                faults.Add($"Handler '{handler.Name}' for '{handler.RoutingKey}' has an empty name or routing key. Give it both.");
            if (handler.Invoke is null == handler.ActorSource is null)
                faults.Add($"Handler '{handler.Name}' has {(handler.Invoke is null ? "neither" : "both")} a method and an actor. Give it one.");
            if (handler.Concurrency < 1)
                faults.Add($"Handler '{handler.Name}' has a concurrency of {handler.Concurrency}. Use 1 or more, or leave it out.");
            if (handler.Timeout <= TimeSpan.Zero)
                faults.Add($"Handler '{handler.Name}' has a timeout of {handler.Timeout}. Use more than nothing, or leave it out.");
            if (handler is { Kind: MessageKind.Event, RoutingKey.Length: > 0 } && TopicPattern.FaultOf(handler.RoutingKey) is { } fault)
                faults.Add($"Handler '{handler.Name}' cannot listen to '{handler.RoutingKey}': {fault}.");
            if (handler is { Kind: not MessageKind.Event, IsDistributed: true } && Encoding.UTF8.GetByteCount(handler.RoutingKey) is > MessageLimits.AmqpNameBytes and var bytes)
                faults.Add($"Handler '{handler.Name}' has a routing key of {bytes} bytes; a message carries {MessageLimits.AmqpNameBytes} at most. Shorten it.");
            faults.AddRange(handler.FailurePolicy?.Faults().Select(one => $"Handler '{handler.Name}': {one}") ?? []);
        }

        foreach (var twins in handlers.GroupBy(handler => handler.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            faults.Add(
                $"{twins.Count()} handlers are called '{twins.Key}': {string.Join(", ", twins.Select(twin => $"{twin.Kind} '{twin.RoutingKey}'"))}. Retries are addressed by "
                + "name; give each its own. A delegate or an actor is called like its routing key unless HandlerOptions.Name, or the name given to Handle, says otherwise.");
        }

        foreach (var rivals in handlers.Where(handler => handler.Kind != MessageKind.Event)
            .GroupBy(handler => (handler.Kind, handler.RoutingKey, handler.Bus)).Where(group => group.Count() > 1))
        {
            faults.Add(
                $"{rivals.Key.Kind} '{rivals.Key.RoutingKey}' has {rivals.Count()} handlers: "
                + $"{string.Join(", ", rivals.Select(handler => $"'{handler.Name}'"))}. Keep one, or make it an event.");
        }

        return faults;
    }
}
