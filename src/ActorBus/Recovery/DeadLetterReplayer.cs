using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution;

namespace ActorBus.Recovery;

/// <summary>Publishes copies of dead letters, several concurrently, and removes each dead letter once its copy is confirmed.</summary>
internal sealed class DeadLetterReplayer(IBrokerConnection publisher, ReplayOptions options, string[] queues, TimeProvider time)
{
    private readonly Queue<Task<string?>> _underWay = new();
    private readonly long _startedAt = time.GetTimestamp();
    private long _begun;

    /// <summary>The number of dead letters replayed.</summary>
    public long Done { get; private set; }

    /// <summary>Why a replay failed; null while none has.</summary>
    public string? Failure { get; private set; }

    /// <summary>Why dead letters were refused, the first of them; null when none was. The others are replayed nevertheless.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Returns whether a dead letter may go to a queue: one that the service consumes, unless the options allow any.</summary>
    public bool Accepts(DeadLetterEntry entry, string queue)
    {
        if (options.ToAnyQueue || queues.Contains(queue)) return true;
        Refusal ??=
            $"The dead letter '{entry.EntryId}' was not replayed: its header x-death names the queue '{Printable.Cut(queue)}', which the service does not consume, and anyone "
            + "who may publish can write that header. Delete it, or replay it with ReplayOptions.ToAnyQueue (--to-any-queue) if it came from there.";
        return false;
    }

    /// <summary>Begins to replay a dead letter, after waiting as the rate limit requires.</summary>
    public async Task BeginAsync(Delivery delivery, OutgoingMessage copy, CancellationToken cancellationToken)
    {
        await AwaitTurnAsync(cancellationToken).ConfigureAwait(false);
        _underWay.Enqueue(RunAsync(delivery, copy));
        while (_underWay.TryPeek(out var oldest) && (oldest.IsCompleted || _underWay.Count >= publisher.MaxOutstandingPublishes))
            await FinishOldestAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for all replays that were begun.</summary>
    public async Task FinishAsync()
    {
        while (_underWay.Count > 0) await FinishOldestAsync().ConfigureAwait(false);
    }

    private async Task AwaitTurnAsync(CancellationToken cancellationToken)
    {
        if (options.MaxPerSecond is not { } perSecond) return;
        var wait = TimeSpan.FromSeconds(_begun++ / perSecond) - time.GetElapsedTime(_startedAt);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    private async Task FinishOldestAsync()
    {
        var failure = await _underWay.Dequeue().ConfigureAwait(false);
        Failure ??= failure;
        if (failure is not null) return;
        Done++;
        options.Progress?.Report(Done);
    }

    private async Task<string?> RunAsync(Delivery delivery, OutgoingMessage copy)
    {
        var outcome = await publisher.PublishAsync(copy).ConfigureAwait(false);
        switch (outcome.Status)
        {
            case PublishStatus.Confirmed:
                ActorBusMetrics.Replays.Add(1);
                return delivery.Settle(Settlement.Ack) == SettleResult.Stale
                    ? $"the message '{copy.Message.MessageId}' was replayed, but the connection was lost before its dead letter could be removed: delete it"
                    : null;
            case PublishStatus.Returned:
                return $"there is no queue '{copy.RoutingKey}': start the service once, which declares it";
            case PublishStatus.Unknown:
                return $"the broker's answer for the message '{copy.Message.MessageId}' was lost ({outcome.Reason}): it may have been replayed; "
                    + "look before you replay it again";
            default:
                return $"the broker refused the message '{copy.Message.MessageId}': {outcome.Reason}";
        }
    }
}
