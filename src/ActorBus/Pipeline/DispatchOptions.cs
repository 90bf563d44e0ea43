using ActorBus.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>How one message is dispatched, where it differs from the bus's own settings.</summary>
public sealed record DispatchOptions
{
    /// <summary>The bus's own settings in everything.</summary>
    public static DispatchOptions Default { get; } = new();

    /// <summary>The message's name, instead of the one found by the naming rules; null for those.</summary>
    public string? MessageName { get; init; }

    /// <summary>Metadata that handlers see; added to what the current flow carries.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>
    /// Identity of a message that came from outside; a new flow begins with it. Null for a message born here.
    /// </summary>
    public MessageContext? Context { get; init; }

    /// <summary>The name of the only handler that may run, for a retry or an isolated delivery of an event; null for all.</summary>
    public string? OnlyHandler { get; init; }

    /// <summary>The logger scope in which its handlers run; null for none.</summary>
    internal DeliveryScope? LogScope { get; init; }

    /// <summary>The try at a message from outside that the dispatch is; null for a message born here.</summary>
    internal HandlerAttempt? Attempt { get; init; }

    /// <summary>
    /// How long the handler may take from when it begins, where it has no limit of its own. Where this is set, the time that a message waits for a free
    /// routee is not limited, and <see cref="Timeout"/> holds for the other phases.
    /// </summary>
    internal TimeSpan? HandlerTimeout { get; init; }

    /// <summary>How long the dispatch may take; null for the bus's own limit, an infinite time for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or less.</exception>
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
