using ActorBus.Messages;

namespace ActorBus.Raw;

/// <summary>What a consumer that has a name consumes: a queue, or events.</summary>
public sealed record RawConsumerOptions
{
    /// <summary>The queue, which must exist; null where it is <see cref="Events"/>.</summary>
    public string? Queue { get; init; }

    /// <summary>The event or pattern, through a queue of this application; null where it is a <see cref="Queue"/>.</summary>
    public string? Events { get; init; }

    internal string? Fault()
    {
        if (string.IsNullOrEmpty(Queue) == Events is null) return "it needs either a queue or events. Say one of them";
        return Events is not null && TopicPattern.FaultOf(Events) is { } fault ? $"the events '{Events}' cannot be consumed: {fault}" : null;
    }
}
