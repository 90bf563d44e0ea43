using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.Diagnostics;

/// <summary>Observes the outcome of messages between services as it happens, for counting, auditing and tests.</summary>
/// <remarks>
/// Every observer registered as a service is called. Calls come from any thread, several concurrently, and must return quickly without throwing.
/// Observation is at least once: the same outcome of the same message may be reported again after a crash or a lost connection, possibly in another
/// process; the message id and the handler identify it.
/// </remarks>
public interface IMessageObserver
{
    /// <summary>Called when a broker has confirmed a message of this service. Not called for retries and dead letters.</summary>
    /// <param name="message">The message that was sent.</param>
    void Sent(MessageContext message)
    {
    }

    /// <summary>Called when a handler has succeeded and its outgoing messages are stored, before the delivery is acknowledged.</summary>
    /// <param name="message">The message that was handled.</param>
    /// <param name="handler">The name of the handler.</param>
    void Handled(MessageContext message, string handler)
    {
    }

    /// <summary>Called when a handler has failed and will be retried, either immediately or, after the broker has stored the retry, later.</summary>
    /// <param name="message">The message that was handled; its attempt is the one that failed.</param>
    /// <param name="handler">The name of the handler.</param>
    /// <param name="cause">The cause of the failure.</param>
    void Retried(MessageContext message, string handler, Exception cause)
    {
    }

    /// <summary>Called when a message has been stored as a dead letter, before the delivery is acknowledged.</summary>
    /// <param name="message">The message as delivered; it may be invalid in any way.</param>
    /// <param name="handler">The handler that failed; null when none was reached.</param>
    /// <param name="cause">The cause of the failure.</param>
    void DeadLettered(BrokerMessage message, string? handler, Exception cause)
    {
    }
}
