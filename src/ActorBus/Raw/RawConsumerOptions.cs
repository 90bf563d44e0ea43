using ActorBus.Messages;

namespace ActorBus.Raw;

/// <summary>Options of a named consumer of a queue or of events.</summary>
public sealed class RawConsumerOptions
{
    /// <summary>The name of the queue, which must exist unless <see cref="Declare"/> is set; null when <see cref="Events"/> is set.</summary>
    public string? Queue { get; set; }

    /// <summary>
    /// Whether the queue is declared before it is consumed, as a durable quorum queue with the dead letter target of the options and without a delivery
    /// limit.
    /// </summary>
    public bool Declare { get; set; }

    /// <summary>The event or pattern to consume through a queue of this application; null when <see cref="Queue"/> is set.</summary>
    public string? Events { get; set; }

    internal string? Fault()
    {
        if (string.IsNullOrEmpty(Queue) == Events is null) return "it needs either a queue or events. Say one of them";
        return Events is not null && TopicPattern.FaultOf(Events) is { } fault ? $"the events '{Events}' cannot be consumed: {fault}" : null;
    }
}
