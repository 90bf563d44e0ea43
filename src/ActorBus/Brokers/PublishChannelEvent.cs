namespace ActorBus.Brokers;

/// <summary>Represents what a broker says about the messages of a publish channel.</summary>
public abstract record PublishChannelEvent
{
    private PublishChannelEvent()
    {
    }

    /// <summary>The broker has answered.</summary>
    /// <param name="Number">The number of the message.</param>
    /// <param name="Multiple">Whether the answer also covers all earlier messages.</param>
    /// <param name="Outcome">The outcome.</param>
    public sealed record Answered(ulong Number, bool Multiple, PublishOutcome Outcome) : PublishChannelEvent;

    /// <summary>The broker has returned a mandatory message. Returns come in the order of sending; the first message that fits is meant.</summary>
    /// <param name="Exchange">The exchange of the message.</param>
    /// <param name="RoutingKey">The routing key of the message.</param>
    /// <param name="MessageId">The id of the message.</param>
    /// <param name="Reason">The reason.</param>
    public sealed record Returned(string Exchange, string RoutingKey, string? MessageId, string Reason) : PublishChannelEvent
    {
        /// <summary>Returns whether a message is the one that was returned.</summary>
        public bool IsOf(OutgoingMessage message)
        {
            ArgumentNullException.ThrowIfNull(message);
            return message.Mandatory && message.RoutingKey == RoutingKey && message.Exchange == Exchange && message.Message.MessageId == MessageId;
        }
    }

    /// <summary>The broker has closed the channel; the connection is still open.</summary>
    /// <param name="Reason">The reason.</param>
    /// <param name="Judge">Returns what became of the unanswered messages, given in the order in which they were sent.</param>
    public sealed record Closed(string Reason, Func<IReadOnlyList<OutgoingMessage>, IReadOnlyList<PublishOutcome>> Judge) : PublishChannelEvent;
}
