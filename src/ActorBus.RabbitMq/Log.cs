using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.RabbitMq;

/// <summary>Every line that this project logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "RabbitMQ node refused: {Reason} ({Node})")]
    public static partial void NodeRefused(ILogger logger, string node, string reason);

    [LoggerMessage(2, LogLevel.Information, "Connected to RabbitMQ {Node} for {Purpose}; heartbeat {Heartbeat}, silence limit {SilenceLimit}")]
    public static partial void Connected(ILogger logger, string node, string purpose, TimeSpan heartbeat, TimeSpan silenceLimit);

    [LoggerMessage(3, LogLevel.Warning, "Connection to RabbitMQ {Node} for {Purpose} lost: {Reason}")]
    public static partial void Lost(ILogger logger, string node, string purpose, string reason);

    [LoggerMessage(4, LogLevel.Debug, "Connection to RabbitMQ {Node} for {Purpose} closed on request")]
    public static partial void ClosedOnRequest(ILogger logger, string node, string purpose);

    [LoggerMessage(5, LogLevel.Debug, "Clearing up a given-up connection ended with {Error}: {Reason}")]
    public static partial void ClearingUpFailed(ILogger logger, string error, string reason);

    [LoggerMessage(6, LogLevel.Warning, "RabbitMQ {Node} takes no publishes for now: {Reason}")]
    public static partial void Blocked(ILogger logger, string node, string reason);

    [LoggerMessage(7, LogLevel.Information, "RabbitMQ {Node} takes publishes again")]
    public static partial void Unblocked(ILogger logger, string node);

    [LoggerMessage(8, LogLevel.Warning, "The publish channel was closed: {Reason}; {Unknown} publishes are unknown; a new channel replaces it")]
    public static partial void PublishChannelClosed(ILogger logger, string reason, int unknown);

    [LoggerMessage(9, LogLevel.Error, "The receiver of queue '{Queue}' threw; the subscription stops and its deliveries go back")]
    public static partial void ReceiverThrew(ILogger logger, Exception error, string queue);

    [LoggerMessage(10, LogLevel.Warning, "A message from queue '{Queue}' has a part that cannot be read and is delivered without it: {Part}")]
    public static partial void UnreadablePart(ILogger logger, string queue, string part);

    [LoggerMessage(11, LogLevel.Warning, "Somebody who is told of a broker event threw")]
    public static partial void ListenerThrew(ILogger logger, Exception error);

    [LoggerMessage(12, LogLevel.Debug, "Dropped a settlement of queue '{Queue}': its channel is gone ({Count} so far)")]
    public static partial void StaleSettlement(ILogger logger, string queue, long count);

    [LoggerMessage(13, LogLevel.Warning, "User 'guest' at {Address}: the password that everybody knows; give the service a user of its own")]
    public static partial void DefaultCredentials(ILogger logger, string address);
}
