using ActorBus.Brokers;

namespace ActorBus.Distribution.Bridges;

/// <summary>A copy of a failed message on its way to the broker. The delivery is settled when it is confirmed.</summary>
/// <param name="Run">The delivery.</param>
/// <param name="Share">The share of the handler that failed; null when the message reached none.</param>
/// <param name="Copy">The copy.</param>
/// <param name="Outcome">What becomes of the share then.</param>
/// <param name="Failure">The failure, when it is stored for another try; null for a dead letter.</param>
/// <param name="Cause">Why it is stored; null when the message is passed on to another instance.</param>
internal sealed record Storing(DeliveryRun Run, HandlerShare? Share, OutgoingMessage Copy, HandlerOutcome Outcome, Failure? Failure, Exception? Cause)
{
    /// <summary>How often it could not be stored.</summary>
    public int Failures { get; set; }
}
