using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>One message on its way out, and the caller who waits for the broker's word.</summary>
/// <remarks>
/// The caller may give up at any moment while the publisher sends. Both write their own flag before they read the other's, so
/// either the publisher sees that nobody waits and sends nothing, or the caller sees that the message may be stored.
/// </remarks>
internal sealed class PublishRequest(OutgoingMessage message) : IDeadLetterSuppression
{
    private readonly TaskCompletionSource<PublishOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _abandoned;
    private int _mayBeStored;

    /// <summary>What is sent; marked when it is sent again.</summary>
    public OutgoingMessage Message { get; private set; } = message;

    /// <summary>What has to be there before it is sent; null for nothing more than what is there anyway.</summary>
    public PublishNeeds? Needs { get; init; }

    /// <summary>Its place in the order of sending; given by the publisher.</summary>
    public long Sequence { get; set; }

    /// <summary>The broker's word.</summary>
    public Task<PublishOutcome> Outcome => _outcome.Task;

    /// <summary>Whether its caller waits no more.</summary>
    public bool IsAbandoned => Volatile.Read(ref _abandoned) != 0;

    /// <summary>About to be sent: false when the caller has given up before.</summary>
    public bool TryBegin()
    {
        var before = Interlocked.Exchange(ref _mayBeStored, 1);
        if (Volatile.Read(ref _abandoned) == 0) return true;
        Volatile.Write(ref _mayBeStored, before);
        return false;
    }

    /// <summary>It was certainly not sent after all.</summary>
    public void NotSent()
    {
        if (!IsMarked) Volatile.Write(ref _mayBeStored, 0);
    }

    /// <summary>The answer to it was lost: marks it, so that receivers know that it may be a second copy.</summary>
    public void MarkRepublished()
    {
        if (IsMarked) return;
        var headers = new Dictionary<string, object>(Message.Message.Headers) { [WireHeaders.Republished] = true };
        Message = Message with { Message = Message.Message with { Headers = headers } };
    }

    /// <summary>The caller waits no more.</summary>
    /// <returns>Failed when it was not sent and never will be, Unknown when it may be stored.</returns>
    public PublishStatus Abandon()
    {
        Interlocked.Exchange(ref _abandoned, 1);
        return Volatile.Read(ref _mayBeStored) == 0 ? PublishStatus.Failed : PublishStatus.Unknown;
    }

    /// <summary>Tells the caller.</summary>
    public void Complete(PublishOutcome outcome) => _outcome.TrySetResult(outcome);

    private bool IsMarked => Message.Message.Headers.ContainsKey(WireHeaders.Republished);
}
