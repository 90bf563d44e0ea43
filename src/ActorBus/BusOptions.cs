using ActorBus.Configuration;
using ActorBus.Messages;

namespace ActorBus;

/// <summary>One bus of a runtime.</summary>
public sealed record BusOptions
{
    /// <summary>Its name, unique in the runtime; also that of its actor.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes: commands (and the messages of channels), events or queries.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>How long a dispatch may take; null for the limit of the runtime, <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public TimeSpan? DispatchTimeout { get; init; }

    /// <summary>For an event bus: run every listener and report the failures together.</summary>
    public bool CollectExceptions { get; init; }

    /// <summary>
    /// For an event bus: run the listeners of an event at the same time instead of one after the other. All run then; without
    /// <see cref="CollectExceptions"/> the failure of the first in their order is reported.
    /// </summary>
    public bool ParallelListeners { get; init; }

    /// <summary>Attached at start, in this order.</summary>
    public IReadOnlyList<IMessageBusPlugin> Plugins { get; init; } = [];

    /// <summary>What its configured routes lead to and only a registered handler can be.</summary>
    internal IReadOnlyList<RoutedId> RoutedIds { get; init; } = [];

    /// <summary>The bus of a kind that is there without being asked for.</summary>
    public static BusOptions DefaultFor(MessageKind kind) => new()
    {
        Kind = kind,
        Name = kind switch
        {
            MessageKind.Event => "event-bus",
            MessageKind.Query => "query-bus",
            _ => "command-bus",
        },
    };
}
