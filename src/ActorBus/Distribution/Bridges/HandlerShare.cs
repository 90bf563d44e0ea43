using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Distribution.Bridges;

/// <summary>One handler's share of one delivery while it is tried.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Envelope">What was read from it.</param>
/// <param name="Handler">Who handles it.</param>
/// <param name="Message">The message as the handler wants it.</param>
/// <param name="Policy">What happens when it fails.</param>
/// <param name="IsOnlyHandler">True when the delivery concerns no other handler.</param>
internal sealed record HandlerShare(
    Delivery Delivery, Envelope Envelope, HandlerDescriptor Handler, object Message, FailurePolicy Policy, bool IsOnlyHandler)
{
    /// <summary>Delayed retries so far, on the broker and in place.</summary>
    public int DelayedRetries { get; set; } = Envelope.Retry.DelayedRetries;

    /// <summary>How often it is tried again at once: what the handler's own supervisor strategy allows, or the policy.</summary>
    public int ImmediateRetries => Handler.SupervisorStrategy is { MaxNumberOfRetries: >= 0 } own ? own.MaxNumberOfRetries : Policy.ImmediateRetries;

    /// <summary>Where it runs; null where whatever is delivered may run.</summary>
    public RunPlace? Place { get; init; }

    /// <summary>Whether messages of its key wait until it is done.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Whether the policy has one more delayed retry.</summary>
    public bool HasDelayedRetry => DelayedRetries < Policy.DelayedRetries.Count;

    /// <summary>Whether the next delay is waited for here, with the messages of its key.</summary>
    public bool MayWaitInPlace => IsOrdered && HasDelayedRetry && Envelope.Context.Kind != MessageKind.Query;
}
