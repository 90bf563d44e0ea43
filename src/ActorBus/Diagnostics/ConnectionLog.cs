using Microsoft.Extensions.Logging;

namespace ActorBus.Diagnostics;

/// <summary>The log messages about connections and consumers, in the category <see cref="LogCategories.Connections"/>.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(3001, LogLevel.Information, "Service '{Service}' is connected to {Address} to {Purpose}")]
    public static partial void Connected(this ILogger log, string service, string address, string purpose);

    [LoggerMessage(3002, LogLevel.Information, "Service '{Service}' is connected to {Address} to {Purpose} again, after {Elapsed} and failed tries: {Tries}")]
    public static partial void Reconnected(this ILogger log, string service, string address, string purpose, TimeSpan elapsed, int tries);

    [LoggerMessage(3003, LogLevel.Warning, "Service '{Service}' has lost its connection to {Address} to {Purpose}; next try in {Delay:g}: {Reason}")]
    public static partial void ConnectionLost(this ILogger log, string service, string address, string purpose, TimeSpan delay, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "Service '{Service}' cannot connect to {Address} to {Purpose}; next try in {Delay:g}: {Reason}")]
    public static partial void CannotConnect(this ILogger log, string service, string address, string purpose, TimeSpan delay, string reason);

    [LoggerMessage(3005, LogLevel.Error, "Service '{Service}' is refused at {Address} to {Purpose}, and somebody has to change something; next try in {Delay:g}: {Reason}")]
    public static partial void ConnectionRefused(this ILogger log, string service, string address, string purpose, TimeSpan delay, string reason);

    [LoggerMessage(3006, LogLevel.Warning, "Service '{Service}' still has no connection to {Address} to {Purpose}, after {Elapsed} and failed tries: {Tries}; next try in {Delay:g}: {Reason}")]
    public static partial void StillNotConnected(
        this ILogger log, string service, string address, string purpose, TimeSpan elapsed, int tries, TimeSpan delay, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "{Address} takes no publishes of service '{Service}' for now: {Reason}")]
    public static partial void PublishingBlocked(this ILogger log, string address, string service, string reason);

    [LoggerMessage(3008, LogLevel.Information, "{Address} takes publishes of service '{Service}' again")]
    public static partial void PublishingUnblocked(this ILogger log, string address, string service);

    [LoggerMessage(3009, LogLevel.Warning, "A connection of service '{Service}' to {Address} could not be closed: {Reason}")]
    public static partial void ClosingFailed(this ILogger log, string service, string address, string reason);

    [LoggerMessage(3010, LogLevel.Information, "Service '{Service}' consumes queue '{Queue}' with a prefetch of {Prefetch} and an order buffer of {OrderBuffer}")]
    public static partial void ConsumerStarted(this ILogger log, string service, string queue, int prefetch, int orderBuffer);

    [LoggerMessage(3011, LogLevel.Warning, "Service '{Service}' no longer consumes queue '{Queue}' and begins again: {Reason}")]
    public static partial void ConsumerInterrupted(this ILogger log, string service, string queue, string reason);

    [LoggerMessage(3012, LogLevel.Warning, "Service '{Service}' cannot consume queue '{Queue}'; next try in {Delay:g}: {Reason}")]
    public static partial void CannotConsume(this ILogger log, string service, string queue, TimeSpan delay, string reason);

    [LoggerMessage(3013, LogLevel.Warning, "Service '{Service}' still cannot consume queue '{Queue}', after {Elapsed} and failed tries: {Tries}; next try in {Delay:g}: {Reason}")]
    public static partial void StillNotConsuming(this ILogger log, string service, string queue, TimeSpan elapsed, int tries, TimeSpan delay, string reason);

    [LoggerMessage(3014, LogLevel.Information, "Service '{Service}' stops consuming queue '{Queue}': it has taken as many deliveries as it should, {Count}")]
    public static partial void ConsumerHasTakenEnough(this ILogger log, string service, string queue, int count);

    [LoggerMessage(3015, LogLevel.Error, "Service '{Service}' stops consuming queue '{Queue}', as the failure policy of a handler demands; the message stays in the queue")]
    public static partial void ConsumerStoppedByPolicy(this ILogger log, string service, string queue);

    [LoggerMessage(3016, LogLevel.Warning, "Service '{Service}' could not end its subscription to queue '{Queue}'; the connection is closed instead: {Reason}")]
    public static partial void UnsubscribingFailed(this ILogger log, string service, string queue, string reason);

    [LoggerMessage(3017, LogLevel.Warning, "Service '{Service}' cannot consume its queue for replies, and connects again: {Reason}")]
    public static partial void CannotConsumeReplies(this ILogger log, string service, string reason);

    [LoggerMessage(3018, LogLevel.Warning, "Queue '{Queue}' has other arguments than it should, and is used as it is: {Reason}")]
    public static partial void QueueUsedAsItIs(this ILogger log, string queue, string reason);

    [LoggerMessage(3019, LogLevel.Error, "Queue '{Queue}' has other arguments than it should, and is deleted with all that lies in it (messages: {Count}) and declared again: {Reason}")]
    public static partial void QueueReplaced(this ILogger log, string queue, long count, string reason);

    [LoggerMessage(3020, LogLevel.Information, "Service '{Service}' stops consuming queue '{Queue}'")]
    public static partial void ConsumerStops(this ILogger log, string service, string queue);

    [LoggerMessage(3021, LogLevel.Warning, "Service '{Service}' has lost its connection to {Address} to {Purpose} while it stops; what it did not settle is delivered again: {Reason}")]
    public static partial void LastConnectionLost(this ILogger log, string service, string address, string purpose, string reason);

    [LoggerMessage(3022, LogLevel.Warning, "The copy of message {MessageId} that service '{Service}' stores in queue '{Queue}' does not fit what the connection takes; headers were cut: {Headers}. Raise the broker's frame_max, or have less put into headers")]
    public static partial void HeadersCut(this ILogger log, string service, string messageId, string queue, string headers);

    [LoggerMessage(3023, LogLevel.Error, "Service '{Service}' stops consuming queue '{Queue}', and its messages stay there: {Reason}")]
    public static partial void ConsumerCannotGoOn(this ILogger log, string service, string queue, string reason);

    [LoggerMessage(3024, LogLevel.Warning, "Handler '{Handler}' of service '{Service}' may have a delivery for {Longest}, with {Tries} tries at once; RabbitMQ takes a delivery back after {Limit} unless its consumer_timeout says otherwise. Lower the time limit of the handler or its immediate retries, or raise consumer_timeout")]
    public static partial void HandlerMayTakeTooLong(this ILogger log, string handler, string service, TimeSpan longest, int tries, TimeSpan limit);
}
