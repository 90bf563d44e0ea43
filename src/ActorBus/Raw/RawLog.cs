using ActorBus.Diagnostics;
using ActorBus.Recovery;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>The log messages of the raw bus, in the category <see cref="LogCategories.Raw"/>. Bodies are never logged.</summary>
internal static partial class RawLog
{
    [LoggerMessage(4001, LogLevel.Error, "The callback of queue '{Queue}' failed on message '{MessageId}' ({Bytes} B); what is done with it: {Action}")]
    public static partial void CallbackFailed(this ILogger log, Exception error, string queue, string messageId, int bytes, FailureAction action);

    [LoggerMessage(4002, LogLevel.Error, "The callback of queue '{Queue}' failed on message '{MessageId}' ({Bytes} B); it goes back, because its queue has no dead letter target")]
    public static partial void CallbackFailedWithoutTarget(this ILogger log, Exception error, string queue, string messageId, int bytes);

    [LoggerMessage(4003, LogLevel.Warning, "Queue '{Queue}' has no dead letter target: what is rejected is lost. Declare it with one, or give messages back")]
    public static partial void NoDeadLetterTarget(this ILogger log, string queue);

    [LoggerMessage(4004, LogLevel.Warning, "Queue '{Queue}' was made by somebody else: if it has no dead letter target, what is rejected is lost. Look at its arguments on the broker")]
    public static partial void UnknownDeadLetterTarget(this ILogger log, string queue);

    [LoggerMessage(4005, LogLevel.Warning, "The raw consumer '{Consumer}' cannot consume: {Reason}. Declare the queue, or set Declare for this consumer")]
    public static partial void CannotConsume(this ILogger log, string consumer, string reason);

    [LoggerMessage(4006, LogLevel.Warning, "Queue '{Queue}' is no longer consumed; next try in {Delay:g}: {Reason}")]
    public static partial void ConsumingInterrupted(this ILogger log, string queue, TimeSpan delay, string reason);

    [LoggerMessage(4007, LogLevel.Warning, "Queue '{Queue}' is still not consumed, after {Elapsed} and failed tries: {Tries}; next try in {Delay:g}: {Reason}")]
    public static partial void StillNotConsuming(this ILogger log, string queue, TimeSpan elapsed, int tries, TimeSpan delay, string reason);

    [LoggerMessage(4008, LogLevel.Information, "Queue '{Queue}' is consumed again, after {Elapsed} and failed tries: {Tries}")]
    public static partial void ConsumingAgain(this ILogger log, string queue, TimeSpan elapsed, int tries);

    [LoggerMessage(4009, LogLevel.Warning, "The connection to {Address} that publishes raw messages is lost; the next publish connects again: {Reason}")]
    public static partial void ConnectionLost(this ILogger log, string address, string reason);
}
