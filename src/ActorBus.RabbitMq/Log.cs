using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq;

/// <summary>The log messages of this project, in the category <c>ActorBus.RabbitMq</c>.</summary>
/// <remarks>The user of a connection logs at a higher level that it is established, lost and re-established; these are the details.</remarks>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Debug, "RabbitMQ node {Node} refused: {Reason}")]
    public static partial void NodeRefused(ILogger logger, string node, string reason);

    [LoggerMessage(5002, LogLevel.Debug, "Connected to RabbitMQ node {Node} for {Purpose}; heartbeat {Heartbeat}, silence limit {SilenceLimit}")]
    public static partial void Connected(ILogger logger, string node, string purpose, TimeSpan heartbeat, TimeSpan silenceLimit);

    [LoggerMessage(5003, LogLevel.Debug, "The connection to RabbitMQ node {Node} for {Purpose} is lost: {Reason}")]
    public static partial void Lost(ILogger logger, string node, string purpose, string reason);

    [LoggerMessage(5004, LogLevel.Debug, "The connection to RabbitMQ node {Node} for {Purpose} is closed on request")]
    public static partial void ClosedOnRequest(ILogger logger, string node, string purpose);

    [LoggerMessage(5005, LogLevel.Debug, "Clearing up a connection that was given up ended with {Error}: {Reason}")]
    public static partial void ClearingUpFailed(ILogger logger, string error, string reason);

    [LoggerMessage(5006, LogLevel.Debug, "RabbitMQ node {Node} takes no publishes for now: {Reason}")]
    public static partial void Blocked(ILogger logger, string node, string reason);

    [LoggerMessage(5007, LogLevel.Debug, "RabbitMQ node {Node} takes publishes again")]
    public static partial void Unblocked(ILogger logger, string node);

    [LoggerMessage(5008, LogLevel.Warning, "The publish channel was closed and is replaced; publishes whose outcome is unknown: {Unknown}; reason: {Reason}")]
    public static partial void PublishChannelClosed(ILogger logger, int unknown, string reason);

    [LoggerMessage(5009, LogLevel.Error, "The receiver of queue '{Queue}' threw; the subscription stops and its deliveries go back")]
    public static partial void ReceiverThrew(ILogger logger, Exception error, string queue);

    [LoggerMessage(5010, LogLevel.Warning, "A message from queue '{Queue}' has a part that cannot be read, and is delivered without it: {Part}")]
    public static partial void UnreadablePart(ILogger logger, string queue, string part);

    [LoggerMessage(5011, LogLevel.Error, "A listener for connection events threw")]
    public static partial void ListenerThrew(ILogger logger, Exception error);

    [LoggerMessage(5012, LogLevel.Debug, "A settlement of queue '{Queue}' was dropped, because its channel is gone; so far: {Count}")]
    public static partial void StaleSettlement(ILogger logger, string queue, long count);

    [LoggerMessage(5013, LogLevel.Warning, "User 'guest' with its default password is used at {Address}. Everybody knows it: give the service a user of its own")]
    public static partial void DefaultCredentials(ILogger logger, string address);

    [LoggerMessage(5014, LogLevel.Error, "The publisher of a connection failed; the connection ends, and its publishes without an outcome fail")]
    public static partial void PublisherFailed(ILogger logger, Exception error);

    [LoggerMessage(5015, LogLevel.Warning, "User name, password and messages travel to {Address} unencrypted, for all on the way to read. Use amqps:// or turn on Tls.Enabled")]
    public static partial void NotEncrypted(ILogger logger, string address);
}
