using System.Diagnostics;
using ActorBus.Brokers;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>A publish without an outcome yet.</summary>
/// <remarks>Continuations of its task run on pool threads, because they belong to the caller and must not block the writer.</remarks>
internal sealed class PendingPublish : TaskCompletionSource<PublishOutcome>
{
    public PendingPublish(OutgoingMessage outgoing)
        : base(TaskCreationOptions.RunContinuationsAsynchronously) => Outgoing = outgoing;

    public OutgoingMessage Outgoing { get; }

    public int Size => Outgoing.Message.Body.Length;

    /// <summary>When the publish was queued, and then when it was sent.</summary>
    public long Since { get; set; } = Stopwatch.GetTimestamp();

    public void End(PublishOutcome outcome) => TrySetResult(outcome);

    public void End(PublishStatus status, string reason) => TrySetResult(new PublishOutcome(status, reason));
}
