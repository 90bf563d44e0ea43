using Microsoft.Extensions.Logging;

namespace ActorBus.Diagnostics;

/// <summary>
/// The log messages about messages between services, in the category <see cref="LogCategories.Delivery"/>. Bodies are never logged.
/// </summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(2001, LogLevel.Debug, "Handler '{Handler}' of service '{Service}' has handled message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt}")]
    public static partial void Handled(
        this ILogger log, string handler, string service, string messageId, string messageName, string queue, int attempt);

    [LoggerMessage(2002, LogLevel.Warning, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt} and tries again at once")]
    public static partial void RetriedAtOnce(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt);

    [LoggerMessage(2003, LogLevel.Warning, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt} and tries again in {Delay:g}")]
    public static partial void RetriedLater(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt, TimeSpan delay);

    [LoggerMessage(2004, LogLevel.Warning, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt} and tries again in {Delay:g}, while the messages of its key wait")]
    public static partial void RetriedInPlace(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt, TimeSpan delay);

    [LoggerMessage(2005, LogLevel.Warning, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt}; the message goes to the tail of the queue")]
    public static partial void Resent(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt);

    [LoggerMessage(2006, LogLevel.Warning, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt}; the message goes back to the head of the queue")]
    public static partial void Requeued(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt);

    [LoggerMessage(2007, LogLevel.Error, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt}; the message is dropped, as the failure policy says")]
    public static partial void Dropped(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt);

    [LoggerMessage(2008, LogLevel.Error, "Message '{MessageId}' ({MessageName}) of queue '{Queue}' of service '{Service}' becomes a dead letter after attempt {Attempt} of handler '{Handler}': {Reason}")]
    public static partial void DeadLettered(
        this ILogger log, Exception error, string messageId, string messageName, string queue, string service, int attempt, string handler, Recovery.DeadLetterReason reason);

    [LoggerMessage(2009, LogLevel.Error, "Message '{MessageId}' ({MessageName}) of queue '{Queue}' of service '{Service}' becomes a dead letter before any handler gets it: {Reason}. {Why}")]
    public static partial void DeadLetteredUnhandled(
        this ILogger log, Exception? error, string messageId, string messageName, string queue, string service, Recovery.DeadLetterReason reason, string why);

    [LoggerMessage(2010, LogLevel.Error, "The fallback of handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}); the failure policy decides")]
    public static partial void FallbackFailed(this ILogger log, Exception error, string handler, string service, string messageId, string messageName);

    [LoggerMessage(2011, LogLevel.Error, "Message '{MessageId}' of queue '{Queue}' of service '{Service}' could not be processed and goes back to the queue")]
    public static partial void ProcessingFailed(this ILogger log, Exception error, string messageId, string queue, string service);

    [LoggerMessage(2012, LogLevel.Warning, "Message '{MessageId}' of queue '{Queue}' of service '{Service}' was settled after its connection was lost; the broker delivers it again")]
    public static partial void SettledTooLate(this ILogger log, string messageId, string queue, string service);

    [LoggerMessage(2013, LogLevel.Warning, "Queue '{Queue}' of service '{Service}' delivers messages again and does not count how often: one that ends its process each time comes back each time. A quorum queue (distribution.queue-kind) makes a dead letter of it")]
    public static partial void RedeliveriesNotCounted(this ILogger log, string queue, string service);

    [LoggerMessage(2014, LogLevel.Warning, "Service '{Service}': {Waiting} of the {Limit} messages that may be unsettled wait for an earlier one of their key; when all of them do, other keys wait too. Raise the order buffer, or shorten the delayed retries of what fails")]
    public static partial void OrderBufferFillsUp(this ILogger log, string service, int waiting, int limit);

    [LoggerMessage(2015, LogLevel.Warning, "Message '{MessageId}' of queue '{Queue}' came again while handler '{Handler}' of service '{Service}' still has it from before: it is settled when that ends, and not handled twice at once. The connection was cut, or the handler takes longer than the broker waits (RabbitMQ's consumer_timeout)")]
    public static partial void Joined(this ILogger log, string messageId, string queue, string service, string handler);

    [LoggerMessage(2016, LogLevel.Error, "Service '{Service}' cannot store message '{MessageId}' in queue '{Queue}', for a retry or as a dead letter; it stays unsettled, next try in {Delay:g}: {Status}, {Reason}")]
    public static partial void CannotStore(
        this ILogger log, string service, string messageId, string queue, TimeSpan delay, Brokers.PublishStatus status, string? reason);

    [LoggerMessage(2017, LogLevel.Error, "Service '{Service}' still cannot store messages for retries or as dead letters, after {Elapsed} and failed tries: {Tries}; last '{MessageId}' in queue '{Queue}': {Status}, {Reason}")]
    public static partial void StillCannotStore(
        this ILogger log, string service, TimeSpan elapsed, int tries, string messageId, string queue, Brokers.PublishStatus status, string? reason);

    [LoggerMessage(2018, LogLevel.Information, "Service '{Service}' can store messages for retries and dead letters again, after {Elapsed} and failed tries: {Tries}")]
    public static partial void CanStoreAgain(this ILogger log, string service, TimeSpan elapsed, int tries);

    [LoggerMessage(2019, LogLevel.Warning, "Service '{Service}' could not answer query '{MessageId}' ({MessageName})")]
    public static partial void QueryFailed(this ILogger log, Exception error, string service, string messageId, string messageName);

    [LoggerMessage(2020, LogLevel.Warning, "Query '{MessageId}' ({MessageName}) names no queue for replies that service '{Service}' answers to; the answer is dropped")]
    public static partial void ReplyNotAddressed(this ILogger log, string messageId, string messageName, string service);

    [LoggerMessage(2021, LogLevel.Warning, "The reply of service '{Service}' to query '{MessageId}' did not reach queue '{Queue}': {Status}, {Reason}")]
    public static partial void ReplyNotDelivered(
        this ILogger log, string service, string messageId, string queue, Brokers.PublishStatus status, string? reason);

    [LoggerMessage(2022, LogLevel.Debug, "Service '{Service}' got a reply to query '{MessageId}', for which nobody waits")]
    public static partial void ReplyNotAwaited(this ILogger log, string service, string? messageId);

    [LoggerMessage(2023, LogLevel.Error, "The message observer {Observer} threw. Correct it: observers must not throw")]
    public static partial void ObserverFailed(this ILogger log, Exception error, Type observer);

    [LoggerMessage(2024, LogLevel.Error, "{Request} failed, and nobody awaits its outcome")]
    public static partial void RequestFailedUnseen(this ILogger log, Exception error, string request);

    [LoggerMessage(2025, LogLevel.Information, "Dead letters of queue '{Queue}' were replayed into queue '{Target}': {Count}")]
    public static partial void DeadLettersReplayed(this ILogger log, string queue, string target, long count);

    [LoggerMessage(2026, LogLevel.Information, "Dead letters of queue '{Queue}' were deleted: {Count}")]
    public static partial void DeadLettersDeleted(this ILogger log, string queue, long count);

    [LoggerMessage(2027, LogLevel.Error, "Handler '{Handler}' of service '{Service}' failed on message '{MessageId}' ({MessageName}) of queue '{Queue}' at attempt {Attempt}; the message stays in the queue, and the consumer stops")]
    public static partial void LeftInQueue(
        this ILogger log, Exception error, string handler, string service, string messageId, string messageName, string queue, int attempt);

    [LoggerMessage(2028, LogLevel.Information, "Event '{MessageId}' ({MessageName}) of queue '{Queue}' has no handler in this instance of service '{Service}', and is passed on to another instance: time {Passes} of {Limit}")]
    public static partial void PassedOn(this ILogger log, string messageId, string messageName, string queue, string service, int passes, int limit);
}
