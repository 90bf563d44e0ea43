using ActorBus.Messages;

namespace ActorBus.Distribution.Profiles;

/// <summary>The headers that ActorBus writes and reads. Everything else in the header table is the user's metadata.</summary>
public static class WireHeaders
{
    /// <summary>What the message asks: <c>command</c>, <c>event</c>, <c>query</c>, <c>message</c> or <c>reply</c>. Required.</summary>
    public const string Kind = Metadata.ReservedPrefix + "kind";

    /// <summary>The service it is meant for; another one refuses it. Optional.</summary>
    public const string Destination = Metadata.ReservedPrefix + "destination";

    /// <summary>The id of the message whose handling sent this one; in a reply the id of the query. Optional.</summary>
    public const string CausationId = Metadata.ReservedPrefix + "causation-id";

    /// <summary>Why a query could not be answered. In replies only.</summary>
    public const string Fault = Metadata.ReservedPrefix + "fault";

    /// <summary>When nobody waits for the answer to a query any more, in milliseconds since 1970. In queries only.</summary>
    public const string Deadline = Metadata.ReservedPrefix + "deadline";

    /// <summary>When it is too late to handle the message, in milliseconds since 1970. Only on what was sent with a delay and a time to live.</summary>
    public const string ExpiresAt = Metadata.ReservedPrefix + "expires-at";

    /// <summary>Tries that failed so far.</summary>
    public const string Attempts = Metadata.ReservedPrefix + "attempts";

    /// <summary>How many of them were followed by a delay.</summary>
    public const string DelayedRetries = Metadata.ReservedPrefix + "delayed-retries";

    /// <summary>The only handler that a retried or replayed message is meant for.</summary>
    public const string Handler = Metadata.ReservedPrefix + "handler";

    /// <summary>When it failed first, as ISO 8601.</summary>
    public const string FirstFailedAt = Metadata.ReservedPrefix + "first-failed-at";

    /// <summary>When it failed last, as ISO 8601. On dead letters.</summary>
    public const string LastFailedAt = Metadata.ReservedPrefix + "last-failed-at";

    /// <summary>The service that gave up. On dead letters.</summary>
    public const string FailedService = Metadata.ReservedPrefix + "failed-service";

    /// <summary>Why it gave up: one of <see cref="Recovery.DeadLetterReason"/>. On dead letters.</summary>
    public const string FailureReason = Metadata.ReservedPrefix + "failure-reason";

    /// <summary>The type of the last exception, for people to read. On dead letters.</summary>
    public const string ExceptionType = Metadata.ReservedPrefix + "exception-type";

    /// <summary>The text of the last exception, cut to 2,048 characters. On dead letters.</summary>
    public const string ExceptionMessage = Metadata.ReservedPrefix + "exception-message";

    /// <summary>The stack of the last exception, cut to 4,096 characters. On dead letters.</summary>
    public const string ExceptionStack = Metadata.ReservedPrefix + "exception-stack";

    /// <summary>The exchange it was first published to. On retries and dead letters.</summary>
    public const string OriginalExchange = Metadata.ReservedPrefix + "original-exchange";

    /// <summary>The routing key it was first published with. On retries and dead letters.</summary>
    public const string OriginalRoutingKey = Metadata.ReservedPrefix + "original-routing-key";

    /// <summary>How often it was replayed from the dead letters.</summary>
    public const string Replayed = Metadata.ReservedPrefix + "replayed";

    /// <summary>True on a message that was sent again because the broker's answer to the first send was lost.</summary>
    public const string Republished = Metadata.ReservedPrefix + "republished";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>W3C trace state.</summary>
    public const string TraceState = "tracestate";
}
