using ActorBus.Messages;

namespace ActorBus.Raw;

/// <summary>What a consumer that has a name consumes: a queue, or events.</summary>
public sealed class RawConsumerOptions
{
    /// <summary>The queue, which must exist unless <see cref="Declare"/> says otherwise; null where it is <see cref="Events"/>.</summary>
    public string? Queue { get; set; }

    /// <summary>True: the queue is declared before it is consumed: quorum, durable, with the dead letter target of the options.</summary>
    public bool Declare { get; set; }

    /// <summary>The event or pattern, through a queue of this application; null where it is a <see cref="Queue"/>.</summary>
    public string? Events { get; set; }

    internal string? Fault()
    {
        if (string.IsNullOrEmpty(Queue) == Events is null) return "it needs either a queue or events. Say one of them";
        return Events is not null && TopicPattern.FaultOf(Events) is { } fault ? $"the events '{Events}' cannot be consumed: {fault}" : null;
    }
}
