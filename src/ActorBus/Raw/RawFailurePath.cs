using ActorBus.Distribution;
using ActorBus.Recovery;

namespace ActorBus.Raw;

/// <summary>Settles deliveries whose callback failed when there is no fallback, and warns where a rejection may lose a message.</summary>
/// <remarks>One instance for each run of a consumer; a warning that is logged once is logged once per run.</remarks>
internal sealed class RawFailurePath(RawConsumerParts parts)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Null: the queue was created elsewhere, and AMQP does not tell.
    private bool? _hasDeadLetterTarget;
    private bool _told;

    /// <summary>Called when the queue is being consumed.</summary>
    /// <param name="usedAsTheyAre">The queues that exist with other arguments than the wanted ones.</param>
    public void Opened(IReadOnlyCollection<string> usedAsTheyAre)
    {
        var declared = parts.Topology.Queues.FirstOrDefault(queue => queue.Name == parts.Queue && !usedAsTheyAre.Contains(queue.Name));
        _hasDeadLetterTarget = declared is null ? null : declared.DeadLetterExchange is not null;
    }

    /// <summary>Called when a message was rejected, by the callback or by the failure action of the options.</summary>
    public void Rejected()
    {
        if (_told || _hasDeadLetterTarget == true) return;
        _told = true;
        if (_hasDeadLetterTarget == false) parts.Log.NoDeadLetterTarget(parts.Queue);
        else parts.Log.UnknownDeadLetterTarget(parts.Queue);
    }

    /// <summary>Logs the failure and settles the delivery by the failure action of the options.</summary>
    /// <returns>False when the consumer must end with the error.</returns>
    public async Task<bool> SettleAsync(RawDelivery delivery, Exception error, CancellationToken cancellationToken)
    {
        var action = parts.Options.OnFailure;
        var isHomeless = action == FailureAction.Reject && _hasDeadLetterTarget == false;
        if (isHomeless) action = FailureAction.Requeue;
        var (id, bytes) = (Printable.Cut(delivery.Message.MessageId ?? delivery.Message.CorrelationId ?? "without id"), delivery.Message.Body.Length);
        if (isHomeless) parts.Log.CallbackFailedWithoutTarget(error, parts.Queue, id, bytes);
        else parts.Log.CallbackFailed(error, parts.Queue, id, bytes, action);
        switch (action)
        {
            case FailureAction.Throw:
                return false;
            case FailureAction.Ack:
                delivery.Ack();
                return true;
            default:
                // Endless requeueing was not asked for, so it is slowed down.
                if (isHomeless && delivery.Redelivered) await Task.Delay(Pause, parts.Time, cancellationToken).ConfigureAwait(false);
                delivery.Reject(requeue: action == FailureAction.Requeue);
                return true;
        }
    }
}
