using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus;

/// <summary>Options of the local buses of a process.</summary>
public sealed class BusRuntimeOptions
{
    /// <summary>The name of the guardian actor below <c>/user</c>. The default is <c>actorbus</c>.</summary>
    public string Name { get; set; } = "actorbus";

    /// <summary>The time limit of a dispatch; <see cref="Timeout.InfiniteTimeSpan"/> for none. The default is one minute.</summary>
    public TimeSpan DispatchTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many messages a handler processes concurrently unless it sets its own limit. The default is twice the number of processors, at least 8.
    /// </summary>
    public int Concurrency { get; set; } = Math.Max(8, 2 * Environment.ProcessorCount);

    /// <summary>
    /// How many dispatches may wait for a handler whose routees are busy; those beyond it are refused. The default is 100,000. Messages from a broker
    /// do not count: the prefetch limits them.
    /// </summary>
    public int MaxWaiting { get; set; } = 100_000;

    /// <summary>
    /// Whether neighbouring phases without listeners are fused: they run in the turn of whoever holds the dispatch, at first that of the caller. The
    /// default is true. When false, each phase is a message to its actor, which is slower and otherwise the same.
    /// </summary>
    public bool Fusing { get; set; } = true;

    /// <summary>The buses. Each missing kind gets a bus with a default name; the first bus of a kind is the default for that kind.</summary>
    public IList<BusOptions> Buses { get; set; } = [];

    /// <summary>The buses, including a default one for every missing kind.</summary>
    internal IReadOnlyList<BusOptions> AllBuses =>
    [
        .. Buses,
        .. new[] { MessageKind.Command, MessageKind.Event, MessageKind.Query }
            .Where(kind => Buses.All(bus => bus.Kind != kind)).Select(BusOptions.DefaultFor),
    ];

    /// <summary>Returns the handlers of a bus: those that name it and, for the default bus of its kind, those that name none.</summary>
    internal HandlerRegistry HandlersOf(BusOptions bus, HandlerRegistry handlers)
    {
        var isDefault = AllBuses.First(other => other.Kind == bus.Kind).Name == bus.Name;
        return new HandlerRegistry(handlers.All.Where(handler =>
            KindOfBus(handler) == bus.Kind && (handler.Bus is null ? isDefault : handler.Bus == bus.Name)));
    }

    /// <summary>Returns all faults of these options, given the handlers.</summary>
    internal IReadOnlyList<string> Faults(HandlerRegistry handlers)
    {
        List<string> faults = [];
        if (!ActorPath.IsValidPathElement(Name)) faults.Add($"Name '{Name}' cannot be part of an actor path. Use letters, digits and hyphens.");
        if (!IsLimit(DispatchTimeout)) faults.Add($"DispatchTimeout is {DispatchTimeout}. Use more than nothing, or an infinite time.");
        if (Concurrency < 1) faults.Add($"Concurrency is {Concurrency}. Use 1 or more.");
        if (MaxWaiting < 1) faults.Add($"MaxWaiting is {MaxWaiting}. Use 1 or more.");
        foreach (var bus in Buses)
        {
            if (!ActorPath.IsValidPathElement(bus.Name)) faults.Add($"Bus name '{bus.Name}' cannot be part of an actor path. Use letters, digits and hyphens.");
            if (bus.DispatchTimeout is { } limit && !IsLimit(limit)) faults.Add($"DispatchTimeout of bus '{bus.Name}' is {limit}. Use more than nothing, or an infinite time.");
            if (bus.Kind != MessageKind.Event && (bus.CollectExceptions || bus.ParallelListeners))
                faults.Add($"CollectExceptions or ParallelListeners of bus '{bus.Name}' is on, but a {bus.Kind} has one handler. Leave them out, or make it an event bus.");
            if (bus.Kind == MessageKind.Message) faults.Add($"Bus '{bus.Name}' is for channels; the command bus takes their messages. Use Command, Event or Query.");
        }

        foreach (var twins in AllBuses.GroupBy(bus => bus.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            faults.Add($"{twins.Count()} buses are called '{twins.Key}'. Give each its own name.");
        foreach (var lost in handlers.All.Where(handler => handler.Bus is not null))
        {
            if (!AllBuses.Any(bus => bus.Name == lost.Bus && bus.Kind == KindOfBus(lost)))
                faults.Add($"Handler '{lost.Name}' belongs to bus '{lost.Bus}', but there is no such {KindOfBus(lost)} bus. Add the bus, or leave the name out.");
        }

        foreach (var bus in AllBuses) faults.AddRange(LostRoutes(bus, handlers));
        return faults;
    }

    /// <summary>Returns a fault for every configured route whose target does not exist.</summary>
    private IEnumerable<string> LostRoutes(BusOptions bus, HandlerRegistry handlers) => bus.RoutedIds.Count == 0
        ? []
        : bus.RoutedIds.ExceptBy(HandlersOf(bus, handlers).All.Select(handler => handler.Name), route => route.Id).Select(route =>
            $"{route.Place}: there is no handler '{route.Id}': bus '{bus.Name}' has none of this name, and the container no keyed service. Correct the "
            + $"id, or register it: AddKeyedSingleton<object>(\"{route.Id}\", ...).");

    private static MessageKind KindOfBus(HandlerDescriptor handler) =>
        handler.Kind == MessageKind.Message ? MessageKind.Command : handler.Kind;

    private static bool IsLimit(TimeSpan limit) => limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan;
}
