using System.Collections.Frozen;
using ActorBus.Messages;

namespace ActorBus.Distribution.Profiles;

/// <summary>Names of the headers that ActorBus writes and reads. All other headers are user metadata.</summary>
public static class WireHeaders
{
    /// <summary>The kind of message: <c>command</c>, <c>event</c>, <c>query</c>, <c>message</c> or <c>reply</c>. Required.</summary>
    public const string Kind = Metadata.ReservedPrefix + "kind";

    /// <summary>The service the message is addressed to; any other service refuses it. Optional.</summary>
    public const string Destination = Metadata.ReservedPrefix + "destination";

    /// <summary>The id of the message whose handling sent this one; in a reply, the id of the query. Optional.</summary>
    public const string CausationId = Metadata.ReservedPrefix + "causation-id";

    /// <summary>The reason why a query could not be answered. In replies only.</summary>
    public const string Fault = Metadata.ReservedPrefix + "fault";

    /// <summary>The time after which the answer to a query is no longer awaited, in milliseconds since 1970. In queries only.</summary>
    public const string Deadline = Metadata.ReservedPrefix + "deadline";

    /// <summary>
    /// The time from which the message is no longer handled, in milliseconds since 1970. Only on messages sent with a delay and an expiry, or with an
    /// expiry too far ahead for the broker.
    /// </summary>
    public const string ExpiresAt = Metadata.ReservedPrefix + "expires-at";

    /// <summary>The number of failed attempts so far.</summary>
    public const string Attempts = Metadata.ReservedPrefix + "attempts";

    /// <summary>How many of the failed attempts were followed by a delay.</summary>
    public const string DelayedRetries = Metadata.ReservedPrefix + "delayed-retries";

    /// <summary>The only handler that a retried or replayed message is for.</summary>
    public const string Handler = Metadata.ReservedPrefix + "handler";

    /// <summary>The time of the first failure, in ISO 8601 format.</summary>
    public const string FirstFailedAt = Metadata.ReservedPrefix + "first-failed-at";

    /// <summary>The time of the last failure, in ISO 8601 format. On dead letters.</summary>
    public const string LastFailedAt = Metadata.ReservedPrefix + "last-failed-at";

    /// <summary>The service in which the message failed. On dead letters.</summary>
    public const string FailedService = Metadata.ReservedPrefix + "failed-service";

    /// <summary>The reason of dead-lettering: a name of <see cref="Recovery.DeadLetterReason"/>. On dead letters.</summary>
    public const string FailureReason = Metadata.ReservedPrefix + "failure-reason";

    /// <summary>The type of the last exception, for display. On dead letters.</summary>
    public const string ExceptionType = Metadata.ReservedPrefix + "exception-type";

    /// <summary>The message of the last exception, truncated to 2,048 characters. On dead letters.</summary>
    public const string ExceptionMessage = Metadata.ReservedPrefix + "exception-message";

    /// <summary>The stack trace of the last exception, truncated to 4,096 characters. On dead letters.</summary>
    public const string ExceptionStack = Metadata.ReservedPrefix + "exception-stack";

    /// <summary>The exchange to which the message was first published. On retries and dead letters.</summary>
    public const string OriginalExchange = Metadata.ReservedPrefix + "original-exchange";

    /// <summary>The routing key with which the message was first published. On retries and dead letters.</summary>
    public const string OriginalRoutingKey = Metadata.ReservedPrefix + "original-routing-key";

    /// <summary>The number of replays from the dead letters.</summary>
    public const string Replayed = Metadata.ReservedPrefix + "replayed";

    /// <summary>True on a message that was sent again because the confirmation of the first send was lost.</summary>
    public const string Republished = Metadata.ReservedPrefix + "republished";

    /// <summary>How often instances of the service that have no handler for the event have passed it on to others.</summary>
    public const string Passes = Metadata.ReservedPrefix + "passes";

    /// <summary>
    /// The names of the headers that were cut from the message because the connection did not take them when it was stored after a failure, separated by
    /// commas. On retries and dead letters, and on what is replayed from them.
    /// </summary>
    public const string HeadersCut = Metadata.ReservedPrefix + "headers-cut";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>W3C trace state.</summary>
    public const string TraceState = "tracestate";

    // Each of them is short: texts of others among them are cut before they are written.
    private static readonly FrozenSet<string> Own = new[]
    {
        Kind, Destination, CausationId, Fault, Deadline, ExpiresAt, Attempts, DelayedRetries, Handler, FirstFailedAt, LastFailedAt, FailedService, FailureReason,
        ExceptionType, ExceptionMessage, ExceptionStack, OriginalExchange, OriginalRoutingKey, Replayed, Republished, HeadersCut, Passes, TraceParent, TraceState,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns whether ActorBus writes a header, when it sends a message, on its way or after a failure.</summary>
    internal static bool IsOwn(string name) => Own.Contains(name);
}
