using ActorBus.Brokers;

namespace ActorBus.Chaos.Histories;

/// <summary>Something that happened in a story, as those who took part saw it.</summary>
public abstract record HistoryEvent
{
    private HistoryEvent()
    {
    }

    /// <summary>A sender called publish.</summary>
    public sealed record PublishStarted(MessageRef Message, string Queue) : HistoryEvent;

    /// <summary>A sender learned what became of a publish.</summary>
    public sealed record PublishEnded(MessageRef Message, string Queue, PublishStatus Status) : HistoryEvent;

    /// <summary>A consumer was given a message.</summary>
    public sealed record Delivered(MessageRef Message, string Consumer, bool Redelivered) : HistoryEvent;

    /// <summary>A consumer is done with a message for good.</summary>
    public sealed record Handled(MessageRef Message, string Consumer) : HistoryEvent;

    /// <summary>A message lies in a queue when the story is over.</summary>
    public sealed record LeftOver(MessageRef Message, string Queue) : HistoryEvent;

    /// <summary>Something else that helps to understand the story.</summary>
    public sealed record Note(string What) : HistoryEvent;
}
