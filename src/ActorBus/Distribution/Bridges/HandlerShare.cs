using System.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;

namespace ActorBus.Distribution.Bridges;

/// <summary>One handler's share of a delivery: what it is tried with, and how far it is.</summary>
/// <remarks>
/// Kept by the actor of the deliveries. While it runs it belongs to the dispatch, whose end it is told of, on any thread.
/// <code>
/// InLine -> WaitsForPlace -> Running -> (Ends -> ) Ended
///                 ^             |
///                 +-- Pausing --+
/// </code>
/// </remarks>
/// <param name="run">The delivery.</param>
/// <param name="handler">Who handles it.</param>
/// <param name="message">The message as the handler wants it.</param>
/// <param name="policy">What happens when it fails.</param>
/// <param name="isOnlyHandler">True when the delivery concerns no other handler.</param>
/// <param name="ends">Told of the end of a try.</param>
internal sealed class HandlerShare(
    DeliveryRun run, HandlerDescriptor handler, object message, FailurePolicy policy, bool isOnlyHandler, TryEnds ends) : IDispatchCompletion
{
    /// <summary>How far it is.</summary>
    public ShareState State { get; set; }

    /// <summary>The delivery.</summary>
    public DeliveryRun Run => run;

    /// <summary>Who handles it.</summary>
    public HandlerDescriptor Handler => handler;

    /// <summary>The message as the handler wants it.</summary>
    public object Message => message;

    /// <summary>What happens when it fails.</summary>
    public FailurePolicy Policy => policy;

    /// <summary>True when the delivery concerns no other handler.</summary>
    public bool IsOnlyHandler => isOnlyHandler;

    /// <summary>The key whose other messages wait until it has ended; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Whether it holds one of the places at which handlers run.</summary>
    public bool HasPlace { get; set; }

    /// <summary>Which try it is, over all instances.</summary>
    public int Number { get; set; } = run.Envelope!.Context.Attempt;

    /// <summary>How many immediate retries are left.</summary>
    public int RetriesAtOnce { get; set; }

    /// <summary>Delayed retries so far, on the broker and in place.</summary>
    public int DelayedRetries { get; set; } = run.Envelope!.Retry.DelayedRetries;

    /// <summary>The try that is under way.</summary>
    public HandlerAttempt? Attempt { get; set; }

    /// <summary>The routee that is kept for the next try.</summary>
    public RouteeSlot? Kept { get; set; }

    /// <summary>The span of the try; null where nobody listens.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Ends a pause.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>How often it is tried again at once: what the handler's own supervisor strategy allows, or the policy.</summary>
    public int ImmediateRetries => handler.SupervisorStrategy is { MaxNumberOfRetries: >= 0 } own ? own.MaxNumberOfRetries : policy.ImmediateRetries;

    /// <summary>Whether the policy has one more delayed retry.</summary>
    public bool HasDelayedRetry => DelayedRetries < policy.DelayedRetries.Count;

    /// <summary>Whether the next delay is waited for here, with the messages of its key.</summary>
    public bool MayWaitInPlace => Key is not null && HasDelayedRetry && run.Envelope!.Context.Kind != MessageKind.Query;

    /// <summary>Whether nothing waits for the success of its handler: no other handler, no message behind it, and nobody for an answer.</summary>
    public bool EndsWithItsHandler => isOnlyHandler && !HasPlace && Key is null && run.Envelope!.Context.Kind != MessageKind.Query;

    /// <inheritdoc/>
    public void Succeed(DispatchContext dispatch) => ends.Succeeded(this, dispatch.Result);

    /// <inheritdoc/>
    public void Fail(DispatchContext dispatch, Exception error) => ends.Failed(this, error);
}
