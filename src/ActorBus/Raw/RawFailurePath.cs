using System.Text;
using ActorBus.Distribution;
using ActorBus.Recovery;
using Akka.Event;

namespace ActorBus.Raw;

/// <summary>What becomes of a delivery whose callback failed, where there is no fallback; and a word where a rejection may lose a message.</summary>
/// <remarks>One for each run of a consumer; what is said once is said once in that run.</remarks>
internal sealed class RawFailurePath(RawConsumerParts parts)
{
    private const int MostShown = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Null: the queue was made by somebody else, and AMQP does not tell.
    private bool? _hasDeadLetterTarget;
    private bool _told;

    /// <summary>The queue is consumed.</summary>
    /// <param name="usedAsTheyAre">The queues that are there with other arguments than those asked for.</param>
    public void Opened(IReadOnlyCollection<string> usedAsTheyAre)
    {
        var declared = parts.Topology.Queues.FirstOrDefault(queue => queue.Name == parts.Queue && !usedAsTheyAre.Contains(queue.Name));
        _hasDeadLetterTarget = declared is null ? null : declared.DeadLetterExchange is not null;
    }

    /// <summary>A message was rejected, by the callback or by the word of the options.</summary>
    public void Rejected()
    {
        if (_told || _hasDeadLetterTarget == true) return;
        _told = true;
        if (_hasDeadLetterTarget == false) parts.Log.Warning("Queue '{0}' has no dead letter target: what is rejected is lost. Declare it with one, or give messages back.", parts.Queue);
        else parts.Log.Warning("Queue '{0}' was made by somebody else: if it has no dead letter target, what is rejected is lost. Look at its arguments on the broker.", parts.Queue);
    }

    /// <summary>Logs the failure and settles by the word of the options.</summary>
    /// <returns>False when the consumer is to end with the error.</returns>
    public async Task<bool> SettleAsync(RawDelivery delivery, Exception error, CancellationToken cancellationToken)
    {
        var action = parts.Options.OnFailure;
        var isHomeless = action == FailureAction.Reject && _hasDeadLetterTarget == false;
        if (isHomeless) action = FailureAction.Requeue;
        parts.Log.Error(
            error, "The callback of queue '{0}' failed on the message '{1}' of {2} bytes; what is done is {3}{4}. Body: {5}", parts.Queue,
            Printable.Cut(delivery.Message.MessageId ?? delivery.Message.CorrelationId ?? "without id"), delivery.Message.Body.Length, action,
            isHomeless ? ", because its queue has no dead letter target" : "", Shown(delivery.Message.Body.Span));
        switch (action)
        {
            case FailureAction.Throw:
                return false;
            case FailureAction.Ack:
                delivery.Ack();
                return true;
            default:
                // Nobody asked for it to come back for ever; so not as fast as it can.
                if (isHomeless && delivery.Redelivered) await Task.Delay(Pause, parts.Time, cancellationToken).ConfigureAwait(false);
                delivery.Reject(requeue: action == FailureAction.Requeue);
                return true;
        }
    }

    // Anybody may have written it: one line, and not much of it.
    private static string Shown(ReadOnlySpan<byte> body) => Printable.Cut(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * MostShown)]), MostShown);
}
