namespace ActorBus.Brokers;

/// <summary>Represents a channel of a connection for the publishes of one owner, who tells them apart by their numbers.</summary>
/// <remarks>
/// The owner sends one message at a time. The messages that the channel takes are numbered from 1; what becomes of each is told by
/// <see cref="PublishChannelEvent"/>. When the connection is lost nothing more is told.
/// </remarks>
public interface IPublishChannel : IAsyncDisposable
{
    /// <summary>The maximum number of unanswered messages, which the owner must respect.</summary>
    int MaxOutstanding { get; }

    /// <summary>The maximum size of the bodies of all unanswered messages in bytes, beyond which the owner sends no second one.</summary>
    long MaxOutstandingBytes { get; }

    /// <summary>The limits of what it takes, as agreed with the broker for the connection.</summary>
    BrokerLimits Limits { get; }

    /// <summary>How long the answer to a message may take. An owner that gets none in that time should call <see cref="EndConnection"/>.</summary>
    TimeSpan ConfirmTimeout { get; }

    /// <summary>Sends a message. Completes when the next one may be sent, nearly always at once.</summary>
    /// <remarks>Never fails, and never hangs longer than the confirm timeout.</remarks>
    ValueTask<SendResult> SendAsync(OutgoingMessage message);

    /// <summary>Ends the connection, with all its channels, because the broker does not answer.</summary>
    void EndConnection(string reason);
}
