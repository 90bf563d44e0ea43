using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Sending;

/// <summary>Answers queries of other services.</summary>
/// <remarks>
/// A reply goes to the queue that the query names, under the correlation id of the query. It is not mandatory, because an asker that is gone needs no
/// answer. Replies are sent to reply queues only, so that a query cannot direct a message elsewhere.
/// </remarks>
internal sealed class ReplySender(
    string service, bool tellsFailures, MessageConverters converters, Func<OutgoingMessage, Task<PublishOutcome>> publish, TimeProvider time, ILogger log)
{
    private const int FaultLimit = 2_048;

    /// <summary>Sends the answer.</summary>
    public Task AnswerAsync(Envelope query, object? answer)
    {
        try
        {
            if (answer is null) return SendAsync(query, "null"u8.ToArray(), MediaTypes.Json, fault: null);
            var mediaType = MessageConverters.DefaultMediaTypeOf(answer);
            return SendAsync(query, converters.ToBytes(answer, mediaType), mediaType, fault: null);
        }
        catch (MessageConversionException error)
        {
            return FailAsync(query, error);
        }
    }

    /// <summary>Replies that the query failed, with the reason as far as the asker may know it.</summary>
    public Task FailAsync(Envelope query, Exception cause)
    {
        log.QueryFailed(cause, service, Printable.Cut(query.Context.MessageId), Printable.Cut(query.Context.RoutingKey));
        // A refusal is what ActorBus says of the query itself; everything else may tell of what lies behind the service.
        var text = tellsFailures || cause is RefusedMessageException
            ? $"{cause.GetType().Name}: {cause.Message}"
            : $"it failed, and the service does not tell why. Look into its log for the message '{Printable.Cut(query.Context.MessageId)}'.";
        return SendAsync(query, ReadOnlyMemory<byte>.Empty, null, Printable.Header(text, FaultLimit));
    }

    private async Task SendAsync(Envelope query, ReadOnlyMemory<byte> body, string? mediaType, string? fault)
    {
        var replyTo = query.Context.ReplyTo;
        if (replyTo is null || !QueueNames.IsReplies(replyTo))
        {
            log.ReplyNotAddressed(Printable.Cut(query.Context.MessageId), Printable.Cut(query.Context.RoutingKey), service);
            return;
        }

        var reply = new Envelope(
            new MessageContext
            {
                MessageId = MessageIds.New(),
                CorrelationId = query.Context.CorrelationId,
                CausationId = query.Context.MessageId,
                Kind = MessageKind.Query,
                RoutingKey = query.Context.RoutingKey,
                SourceService = service,
                SentAt = time.GetUtcNow(),
                ContentType = mediaType,
            },
            body)
        { Fault = fault };
        var message = EnvelopeWriter.Write(reply, EnvelopeWriter.ReplyKind) with { Persistent = false };
        var outcome = await publish(new OutgoingMessage("", replyTo, message)).ConfigureAwait(false);
        if (outcome.Status != PublishStatus.Confirmed)
            log.ReplyNotDelivered(service, Printable.Cut(query.Context.MessageId), Printable.Cut(replyTo), outcome.Status, outcome.Reason);
    }
}
