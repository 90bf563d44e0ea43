using System.Globalization;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Recovery;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>Makes the copies of failed messages that are stored on the broker: for a later try, at the tail of the queue, or as dead letters.</summary>
internal sealed class FailureCopies(string service, string ownQueue, bool storesStacks, TimeProvider time, ILogger log)
{
    private const int TextLimit = 2_048;
    private const int StackLimit = 4_096;

    /// <summary>The service's own queue, to which delayed copies return.</summary>
    public string OwnQueue => ownQueue;

    /// <summary>Returns the copy that the broker delivers to the failed handler after a delay.</summary>
    public OutgoingMessage RetryLater(Failure failure, TimeSpan delay)
    {
        log.RetriedLater(
            failure.Cause, failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt, delay);
        return new OutgoingMessage("", QueueNames.Retry(ownQueue, delay), Addressed(failure, failure.Envelope.Retry.DelayedRetries + 1));
    }

    /// <summary>Returns the copy for the failed handler that goes to the tail of the service's queue.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="anew">Whether its tries are counted from the beginning.</param>
    public OutgoingMessage Resend(Failure failure, bool anew)
    {
        log.Resent(
            failure.Cause, failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt);
        return new OutgoingMessage("", ownQueue, Addressed(failure, anew ? null : failure.Envelope.Retry.DelayedRetries));
    }

    /// <summary>Returns the copy of an event that no handler here listens to, for an instance of the service that has one.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="passes">How often it is passed on with this.</param>
    /// <param name="delay">How long it waits before; null for the tail of the queue.</param>
    public OutgoingMessage PassOn(Delivery delivery, int passes, TimeSpan? delay)
    {
        var headers = Original(delivery);
        headers[WireHeaders.Passes] = (long)passes;
        return new OutgoingMessage("", delay is { } pause ? QueueNames.Retry(ownQueue, pause) : delivery.Queue, delivery.Message with { Headers = headers });
    }

    /// <summary>Returns the message, as it came, for the service's dead letter queue, with what is known of the failure.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="envelope">What was read from it; null when it cannot be read.</param>
    /// <param name="reason">Why, in one word.</param>
    /// <param name="cause">Why, in full.</param>
    /// <param name="handler">The handler that failed; null when the message reached none.</param>
    /// <param name="attempts">How often it was tried.</param>
    public OutgoingMessage DeadLetter(
        Delivery delivery, Envelope? envelope, DeadLetterReason reason, Exception cause, string? handler, int attempts)
    {
        var (id, name) = (Printable.IdOf(delivery.Message), Printable.Cut(envelope?.Context.RoutingKey ?? delivery.Message.Type ?? "without name"));
        // The stack of a refusal is that of ActorBus, the same each time: its text says everything.
        var isRefusal = handler is null && cause is RefusedMessageException;
        if (handler is null) log.DeadLetteredUnhandled(isRefusal ? null : cause, id, name, delivery.Queue, service, reason, Printable.Cut(cause.Message, TextLimit));
        else log.DeadLettered(cause, id, name, delivery.Queue, service, attempts, handler, reason);
        var headers = Original(delivery);
        headers[WireHeaders.FailedService] = service;
        headers[WireHeaders.FailureReason] = reason.ToString();
        headers[WireHeaders.ExceptionType] = cause.GetType().FullName ?? cause.GetType().Name;
        headers[WireHeaders.ExceptionMessage] = Printable.Header(cause.Message, TextLimit);
        if (storesStacks && !isRefusal && cause.StackTrace is { } stack) headers[WireHeaders.ExceptionStack] = Printable.Header(stack, StackLimit);
        headers[WireHeaders.Attempts] = (long)attempts;
        headers[WireHeaders.LastFailedAt] = Now();
        headers.TryAdd(WireHeaders.FirstFailedAt, headers[WireHeaders.LastFailedAt]);
        if (handler is not null) headers[WireHeaders.Handler] = handler;
        // Without an id nobody could ask for it.
        var stored = Labelled(Copy(delivery, headers), envelope?.Context);
        if (string.IsNullOrEmpty(stored.MessageId)) stored = stored with { MessageId = MessageIds.New() };
        return new OutgoingMessage("", QueueNames.DeadLetters(service), stored);
    }

    // A profile may keep in headers what AMQP has properties for; who looks at dead letters knows the properties only.
    private static BrokerMessage Labelled(BrokerMessage copy, MessageContext? context) => context is null ? copy : copy with
    {
        MessageId = copy.MessageId ?? context.MessageId,
        CorrelationId = copy.CorrelationId ?? context.CorrelationId,
        Type = copy.Type ?? context.RoutingKey,
        ContentType = copy.ContentType ?? context.ContentType,
        AppId = copy.AppId ?? context.SourceService,
    };

    /// <param name="failure">The failure.</param>
    /// <param name="delayedRetries">The number of delayed retries so far; null when neither they nor the tries count any more.</param>
    private BrokerMessage Addressed(Failure failure, int? delayedRetries)
    {
        var headers = Original(failure.Delivery);
        if (delayedRetries is { } count)
        {
            headers[WireHeaders.Attempts] = (long)failure.Attempt;
            headers[WireHeaders.DelayedRetries] = (long)count;
        }
        else
        {
            headers.Remove(WireHeaders.Attempts);
            headers.Remove(WireHeaders.DelayedRetries);
        }

        headers[WireHeaders.Handler] = failure.Handler.Name;
        headers.TryAdd(WireHeaders.FirstFailedAt, Now());
        return Copy(failure.Delivery, headers) with
        {
            // What was made up for a message that lacked it has to stay the same on the next try.
            MessageId = failure.Envelope.Context.MessageId,
            Type = failure.Envelope.Context.RoutingKey,
        };
    }

    private static Dictionary<string, object> Original(Delivery delivery)
    {
        var headers = new Dictionary<string, object>(delivery.Message.Headers, StringComparer.Ordinal);
        foreach (var name in headers.Keys.Where(BrokerHeaders.Contains).ToArray()) headers.Remove(name);
        headers.TryAdd(WireHeaders.OriginalExchange, delivery.Exchange);
        headers.TryAdd(WireHeaders.OriginalRoutingKey, delivery.RoutingKey);
        return headers;
    }

    // Its own time to live would end the delay early, or the dead letter.
    private static BrokerMessage Copy(Delivery delivery, Dictionary<string, object> headers) =>
        delivery.Message with { Headers = headers, Expiration = null, Persistent = true };

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
