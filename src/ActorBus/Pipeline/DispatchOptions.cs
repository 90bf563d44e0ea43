using ActorBus.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>Options of a single dispatch that override the settings of the bus.</summary>
public sealed record DispatchOptions
{
    /// <summary>The options that override nothing.</summary>
    public static DispatchOptions Default { get; } = new();

    /// <summary>The name of the message; null to determine it by the naming rules.</summary>
    public string? MessageName { get; init; }

    /// <summary>Metadata for the handlers, added to that of the current flow.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>
    /// The identity of a message from outside, which starts a new flow; null for a message created here.
    /// </summary>
    public MessageContext? Context { get; init; }

    /// <summary>The name of the only handler to run, for a retry or an isolated delivery of an event; null for all handlers.</summary>
    public string? OnlyHandler { get; init; }

    /// <summary>The logger scope in which the handlers run; null for none.</summary>
    internal DeliveryScope? LogScope { get; init; }

    /// <summary>The attempt to handle a message from outside that this dispatch is; null for a local dispatch.</summary>
    internal HandlerAttempt? Attempt { get; init; }

    /// <summary>
    /// The time limit of the handler, counted from its start, unless it has its own. If set, the time for which the message waits for a free routee
    /// is unlimited, and <see cref="Timeout"/> applies to the other phases.
    /// </summary>
    internal TimeSpan? HandlerTimeout { get; init; }

    /// <summary>
    /// The time limit of the dispatch; null for the limit of the bus, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative, and not infinite.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value > TimeSpan.Zero || value is null || value == System.Threading.Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value,
                "A dispatch cannot be limited to no time at all. Use more than nothing, null for the limit of the bus, or an infinite time.");
    }
}
