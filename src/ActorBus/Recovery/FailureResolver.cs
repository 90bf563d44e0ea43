using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.Recovery;

/// <summary>Takes the decision of a <see cref="FailureFallback"/>.</summary>
/// <remarks>The first decision counts, every later one changes nothing. It is carried out when the fallback has returned.</remarks>
public sealed class FailureResolver
{
    private readonly Lock _gate = new();

    internal FailureResolver(MessageContext context, string handler, BrokerMessage message)
    {
        Context = context;
        Handler = handler;
        Message = message;
    }

    /// <summary>Identity and metadata of the message; its attempt is the try that failed.</summary>
    public MessageContext Context { get; }

    /// <summary>The handler that failed.</summary>
    public string Handler { get; }

    /// <summary>The message as it came: body, properties and headers.</summary>
    public BrokerMessage Message { get; }

    /// <summary>What was decided; null when nothing was.</summary>
    public FailureAction? Decision { get; private set; }

    /// <summary>The message is done with, and dropped.</summary>
    /// <returns>False when something was decided before.</returns>
    public bool Ack() => Settle(FailureAction.Ack);

    /// <summary>Refused.</summary>
    /// <param name="requeue">True: back to the head of the queue. False: a dead letter.</param>
    /// <returns>False when something was decided before.</returns>
    public bool Reject(bool requeue = false) => Settle(requeue ? FailureAction.Requeue : FailureAction.Reject);

    /// <summary>Tried again as often, and after the delays, that the failure policy says; then a dead letter.</summary>
    /// <returns>False when something was decided before.</returns>
    public bool Retry() => Settle(FailureAction.Retry);

    /// <summary>A copy to the tail of the queue.</summary>
    /// <returns>False when something was decided before.</returns>
    public bool Resend() => Settle(FailureAction.Resend);

    /// <summary>Any of the words that a policy knows.</summary>
    /// <returns>False when something was decided before.</returns>
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
