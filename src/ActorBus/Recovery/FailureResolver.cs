using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.Recovery;

/// <summary>Accepts the decision of a <see cref="FailureFallback"/>.</summary>
/// <remarks>Only the first decision has an effect. It is carried out after the fallback has returned.</remarks>
public sealed class FailureResolver
{
    private readonly Lock _gate = new();

    internal FailureResolver(MessageContext context, string handler, BrokerMessage message)
    {
        Context = context;
        Handler = handler;
        Message = message;
    }

    /// <summary>The identity and metadata of the message; the attempt is the one that failed.</summary>
    public MessageContext Context { get; }

    /// <summary>The name of the handler that failed.</summary>
    public string Handler { get; }

    /// <summary>The message as received: body, properties and headers.</summary>
    public BrokerMessage Message { get; }

    /// <summary>The decision; null while there is none.</summary>
    public FailureAction? Decision { get; private set; }

    /// <summary>Acknowledges and drops the message.</summary>
    /// <returns>False when a decision had already been made.</returns>
    public bool Ack() => Settle(FailureAction.Ack);

    /// <summary>Rejects the message.</summary>
    /// <param name="requeue">True to return the message to the head of the queue, false to dead-letter it.</param>
    /// <returns>False when a decision had already been made.</returns>
    public bool Reject(bool requeue = false) => Settle(requeue ? FailureAction.Requeue : FailureAction.Reject);

    /// <summary>Retries the message as often, and with the delays, as the failure policy defines, and then dead-letters it.</summary>
    /// <returns>False when a decision had already been made.</returns>
    public bool Retry() => Settle(FailureAction.Retry);

    /// <summary>Publishes a copy to the tail of the queue and acknowledges the original.</summary>
    /// <returns>False when a decision had already been made.</returns>
    public bool Resend() => Settle(FailureAction.Resend);

    /// <summary>Decides on one of the actions of a failure policy.</summary>
    /// <returns>False when a decision had already been made.</returns>
    public bool Settle(FailureAction action)
    {
        lock (_gate)
        {
            if (Decision is not null) return false;
            Decision = action;
            return true;
        }
    }
}
