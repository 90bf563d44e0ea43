using ActorBus.Brokers;
using ActorBus.Distribution.Bridges;
using ActorBus.Distribution.Profiles;

namespace ActorBus.Distribution.Sending;

/// <summary>Translates envelopes to the messages that are transmitted.</summary>
internal sealed class EnvelopeTranslator(IWireProfile profile, TimeProvider time)
{
    /// <summary>Translates an envelope.</summary>
    /// <returns>The message, and what has to be there before it is sent; null for nothing more than what is there anyway.</returns>
    public (OutgoingMessage Message, PublishNeeds? Needs) Translate(Envelope envelope)
    {
        var message = profile.Write(envelope);
        if (envelope.Delay is null && envelope.DeliverAt is null) return (message, null);
        var now = time.GetUtcNow();
        var delay = envelope.Delay ?? envelope.DeliverAt!.Value - now;
        if (delay <= TimeSpan.Zero) return (message, null);
        var delayed = DelayedMessage.Of(message, delay, now);
        // Whether the target queue exists is checked now, because later the sender can no longer be told.
        var target = envelope.Context.DestinationService is { } destination ? profile.OwnQueue(destination) : null;
        return (delayed.Message, new PublishNeeds(delayed.Queue, target));
    }
}
