using System.Diagnostics;
using ActorBus.Brokers;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>A publish that has no outcome yet.</summary>
/// <remarks>Its task's continuations run on pool threads: they are the caller's and must not hold up the writer.</remarks>
internal sealed class PendingPublish : TaskCompletionSource<PublishOutcome>
{
    public PendingPublish(OutgoingMessage outgoing)
        : base(TaskCreationOptions.RunContinuationsAsynchronously) => Outgoing = outgoing;

    public OutgoingMessage Outgoing { get; }

    public int Size => Outgoing.Message.Body.Length;

    /// <summary>When it was handed over, and again when it was sent.</summary>
    public long Since { get; set; } = Stopwatch.GetTimestamp();

    public void Confirmed() => TrySetResult(PublishOutcome.Confirmed);

    public void End(PublishStatus status, string reason) => TrySetResult(new PublishOutcome(status, reason));
}
