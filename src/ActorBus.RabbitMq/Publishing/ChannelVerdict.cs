using System.Globalization;
using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>Determines the outcome of each publish on a channel that the broker closed because of one of them.</summary>
/// <remarks>
/// The broker names the exchange or the size that caused the error, not the publish. The first publish that matches is taken as the cause; what was
/// sent before it may be stored, and what was sent after it was discarded unread.
/// </remarks>
internal static class ChannelVerdict
{
    public static IReadOnlyList<PublishOutcome> Of(IReadOnlyList<OutgoingMessage> sent, ShutdownEventArgs reason)
    {
        var text = CloseText.Of(reason);
        var guilty = reason.Initiator == ShutdownInitiator.Peer ? Guilty(sent, reason) : -1;
        var outcomes = new PublishOutcome[sent.Count];
        for (var i = 0; i < sent.Count; i++)
        {
            outcomes[i] = i == guilty
                ? new PublishOutcome(StatusOf(reason), $"Refused by the broker: {text}")
                : guilty >= 0 && i > guilty
                    ? new PublishOutcome(PublishStatus.Failed, $"Thrown away by the broker unread, because an earlier message closed the channel: {text}")
                    : new PublishOutcome(PublishStatus.Unknown, $"The channel was closed before the broker answered: {text}");
        }

        return outcomes;
    }

    private static PublishStatus StatusOf(ShutdownEventArgs reason) =>
        reason.ReplyCode == 404 ? PublishStatus.Failed : PublishStatus.Rejected;

    private static int Guilty(IReadOnlyList<OutgoingMessage> sent, ShutdownEventArgs reason)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            if (Fits(sent[i], reason))
                return i;
        }

        return -1;
    }

    // 404 "NOT_FOUND - no exchange 'x' in vhost '/'", 403 "ACCESS_REFUSED - access to exchange 'x' in vhost ...",
    // 406 "PRECONDITION_FAILED - message size 17 is larger than configured max size 16"
    private static bool Fits(OutgoingMessage outgoing, ShutdownEventArgs reason) => reason.ReplyCode switch
    {
        404 or 403 => reason.ReplyText.Contains($"exchange '{outgoing.Exchange}' in vhost", StringComparison.Ordinal),
        406 => reason.ReplyText.Contains(
            $"message size {outgoing.Message.Body.Length.ToString(CultureInfo.InvariantCulture)} ", StringComparison.Ordinal),
        _ => false,
    };
}
