using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>One message on its way out, and the caller who waits for the broker's word.</summary>
/// <remarks>
/// The caller may give up at any moment while the bridge sends. Both write their own flag before they read the other's, so
/// either the bridge sees that nobody waits and sends nothing, or the caller sees that the message may be stored.
/// </remarks>
internal sealed class PublishRequest : IDeadLetterSuppression
{
    private readonly TaskCompletionSource<PublishOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Envelope? _envelope;
    private OutgoingMessage? _message;
    private bool _wasSentAgain;
    private int _abandoned;
    private int _mayBeStored;

    /// <param name="envelope">What is sent, to be translated by the bridge.</param>
    public PublishRequest(Envelope envelope) => _envelope = envelope;

    /// <param name="message">What is sent as it is.</param>
    public PublishRequest(OutgoingMessage message) => _message = message;

    /// <summary>What is sent; marked when it is sent again. Known once it is translated.</summary>
    public OutgoingMessage Message => _message!;

    /// <summary>What has to be there before it is sent; null for nothing more than what is there anyway.</summary>
    public PublishNeeds? Needs { get; set; }

    /// <summary>Whether it is the copy of a message that has failed, which is shortened rather than refused.</summary>
    public bool IsCopy { get; init; }

    /// <summary>How many channels have ended while it was unanswered. Used by the bridge alone.</summary>
    public int Losses { get; private set; }

    /// <summary>The size of the body.</summary>
    public int Size => Message.Message.Body.Length;

    /// <summary>When it was sent, or the broker began to read again. Used by the bridge alone.</summary>
    public long SentAt { get; set; }

    /// <summary>The broker's word.</summary>
    public Task<PublishOutcome> Outcome => _outcome.Task;

    /// <summary>Whether its caller waits no more.</summary>
    public bool IsAbandoned => Volatile.Read(ref _abandoned) != 0;

    /// <summary>Makes the message from the envelope, once.</summary>
    public void Translate(EnvelopeTranslator translator)
    {
        if (_message is null) (_message, Needs) = translator.Translate(_envelope!);
    }

    /// <summary>Makes a copy fit the limits of the channel.</summary>
    /// <returns>The names of the headers that were cut.</returns>
    public IReadOnlyList<string> Fit(BrokerLimits limits)
    {
        if (!IsCopy) return [];
        _message = StoredHeaders.Fit(Message, limits, out var cut);
        return cut;
    }

    /// <summary>Whether it is sent once more, because an exchange is missing that the service declares.</summary>
    public bool TryAgainAfter(PublishOutcome outcome, Groundwork groundwork)
    {
        if (outcome.Status != PublishStatus.Failed || _wasSentAgain || !groundwork.Declare) return false;
        if (!groundwork.Topology.Exchanges.Any(exchange => exchange.Name == Message.Exchange)) return false;
        return _wasSentAgain = true;
    }

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
        Losses++;
        if (IsMarked) return;
        var headers = new Dictionary<string, object>(Message.Message.Headers) { [WireHeaders.Republished] = true };
        _message = Message with { Message = Message.Message with { Headers = headers } };
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

    /// <summary>Tells the caller that it cannot be translated.</summary>
    public void Refuse(Exception error) => _outcome.TrySetException(error);

    private bool IsMarked => Message.Message.Headers.ContainsKey(WireHeaders.Republished);
}
