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

/// <summary>Stores what failed on the broker: for a later try, at the tail of the queue, or as a dead letter.</summary>
/// <remarks>
/// A message is settled only after its copy here was confirmed: a crash between the two leaves one copy too many, never one
/// too few. While the copy cannot be stored the message stays unsettled and the storing is tried again, with growing pauses.
/// </remarks>
internal sealed class FailurePath(
    string service, string ownQueue, MessageLimits limits, Func<OutgoingMessage, Task<PublishOutcome>> publish, MessageObservers observers,
    TimeProvider time, CancellationToken stopping, ILogger log)
{
    private const int TextLimit = 2_048;
    private const int StackLimit = 4_096;

    private readonly Lock _gate = new();
    private readonly Outage _outage = new(time);

    /// <summary>Has the broker deliver the message to the failed handler after a delay.</summary>
    public async Task RetryLaterAsync(Failure failure, TimeSpan delay)
    {
        log.RetriedLater(
            failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt, delay, failure.Error);
        await StoreAsync(QueueNames.Retry(ownQueue, delay), Addressed(failure, failure.Envelope.Retry.DelayedRetries + 1)).ConfigureAwait(false);
        Retried(failure);
    }

    /// <summary>Puts a copy for the failed handler at the tail of the service's queue.</summary>
    public async Task ResendAsync(Failure failure)
    {
        log.Resent(
            failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt, failure.Error);
        await StoreAsync(ownQueue, Addressed(failure, failure.Envelope.Retry.DelayedRetries)).ConfigureAwait(false);
        Retried(failure);
    }

    /// <summary>Tells observers that it is tried again.</summary>
    public void Retried(Failure failure) => observers.Retried(
        failure.Envelope.Context with { Attempt = failure.Attempt }, failure.Handler.Name, failure.Cause);

    /// <summary>Puts the message, as it came, into the service's dead letter queue, with what is known of the failure.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="envelope">What was read from it; null when it cannot be read.</param>
    /// <param name="reason">Why, in one word.</param>
    /// <param name="cause">Why, in full.</param>
    /// <param name="handler">The handler that failed; null when the message reached none.</param>
    /// <param name="attempts">How often it was tried.</param>
    public async Task DeadLetterAsync(
        Delivery delivery, Envelope? envelope, DeadLetterReason reason, Exception cause, string? handler, int attempts)
    {
        var (id, name) = (Printable.IdOf(delivery.Message), Printable.Cut(envelope?.Context.RoutingKey ?? delivery.Message.Type ?? "without name"));
        if (handler is null) log.DeadLetteredUnhandled(cause, id, name, delivery.Queue, service, reason);
        else log.DeadLettered(cause, id, name, delivery.Queue, service, attempts, handler, reason);
        var headers = Original(delivery);
        headers[WireHeaders.FailedService] = service;
        headers[WireHeaders.FailureReason] = reason.ToString();
        headers[WireHeaders.ExceptionType] = cause.GetType().FullName ?? cause.GetType().Name;
        headers[WireHeaders.ExceptionMessage] = Printable.Header(cause.Message, TextLimit);
        if (cause.StackTrace is { } stack) headers[WireHeaders.ExceptionStack] = Printable.Header(stack, StackLimit);
        headers[WireHeaders.Attempts] = (long)attempts;
        headers[WireHeaders.LastFailedAt] = Now();
        headers.TryAdd(WireHeaders.FirstFailedAt, headers[WireHeaders.LastFailedAt]);
        if (handler is not null) headers[WireHeaders.Handler] = handler;
        // Without an id nobody could ask for it.
        var stored = Labelled(Copy(delivery, headers), envelope?.Context);
        if (string.IsNullOrEmpty(stored.MessageId)) stored = stored with { MessageId = MessageIds.New() };
        await StoreAsync(QueueNames.DeadLetters(service), stored).ConfigureAwait(false);
        observers.DeadLettered(delivery.Message with { MessageId = stored.MessageId }, handler, cause);
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

    private BrokerMessage Addressed(Failure failure, int delayedRetries)
    {
        var headers = Original(failure.Delivery);
        headers[WireHeaders.Attempts] = (long)failure.Attempt;
        headers[WireHeaders.DelayedRetries] = (long)delayedRetries;
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

    private BrokerMessage Copy(Delivery delivery, Dictionary<string, object> headers)
    {
        HeaderBudget.Keep(headers, limits);

        // Its own time to live would end the delay early, or the dead letter.
        return delivery.Message with { Headers = headers, Expiration = null, Persistent = true };
    }

    private async Task StoreAsync(string queue, BrokerMessage message)
    {
        for (var failures = 0; ; failures++)
        {
            var outcome = await publish(new OutgoingMessage("", queue, message)).ConfigureAwait(false);
            if (outcome.Status == PublishStatus.Confirmed)
            {
                TellThatItWorks();
                return;
            }

            var pause = TimeSpan.FromSeconds(Math.Min(1 << Math.Min(failures, 5), 30));
            TellThatItFails(Printable.IdOf(message), queue, outcome, pause);
            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }

    // All that is delivered may wait here while the broker is away: one line for them all.
    private void TellThatItFails(string messageId, string queue, PublishOutcome outcome, TimeSpan pause)
    {
        lock (_gate)
        {
            switch (_outage.Fail())
            {
                case OutageNews.First:
                    log.CannotStore(service, messageId, queue, pause, outcome.Status, outcome.Reason);
                    break;
                case OutageNews.Reminder:
                    log.StillCannotStore(service, _outage.Elapsed, _outage.Tries, messageId, queue, outcome.Status, outcome.Reason);
                    break;
            }
        }
    }

    private void TellThatItWorks()
    {
        lock (_gate)
        {
            if (_outage.End()) log.CanStoreAgain(service, _outage.Elapsed, _outage.Tries);
        }
    }

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
