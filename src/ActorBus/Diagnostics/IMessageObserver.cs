using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.Diagnostics;

/// <summary>Told what becomes of the messages between services, as it happens: for counting, auditing and tests.</summary>
/// <remarks>
/// Every observer registered as a service is told. Calls come from any thread, several at a time, and must return quickly
/// without throwing. Delivery is at least once: the same outcome of the same message may be told again after a crash or a
/// lost connection, also to another process; message id and handler say that it is the same.
/// </remarks>
public interface IMessageObserver
{
    /// <summary>A broker has confirmed a message of this service. Retries and dead letters are not told here.</summary>
    /// <param name="message">What was sent.</param>
    void Sent(MessageContext message)
    {
    }

    /// <summary>A handler succeeded, and what it sent is stored; told before the delivery is acknowledged.</summary>
    /// <param name="message">What was handled.</param>
    /// <param name="handler">The name of the handler.</param>
    void Handled(MessageContext message, string handler)
    {
    }

    /// <summary>A handler failed and will be tried again, at once or, the broker having stored it, later.</summary>
    /// <param name="message">What was handled; its attempt is the one that failed.</param>
    /// <param name="handler">The name of the handler.</param>
    /// <param name="cause">Why it failed.</param>
    void Retried(MessageContext message, string handler, Exception cause)
    {
    }

    /// <summary>A message was stored as a dead letter; told before the delivery is acknowledged.</summary>
    /// <param name="message">The message as it was delivered; it may break every rule.</param>
    /// <param name="handler">The handler that failed; null when none was reached.</param>
    /// <param name="cause">Why it failed.</param>
    void DeadLettered(BrokerMessage message, string? handler, Exception cause)
    {
    }
}
