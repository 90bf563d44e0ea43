namespace ActorBus.Distribution.Profiles;

/// <summary>The headers of Ecotone's distributed bus; all other headers are user metadata.</summary>
internal static class EcotoneHeaders
{
    /// <summary>The kind of message: <c>command</c>, <c>event</c> or <c>message</c>; between ActorBus services also <c>query</c>. Required.</summary>
    public const string PayloadType = "ecotone.distributed.payloadType";

    /// <summary>The routing key of the handler, or the channel of a message. Required.</summary>
    public const string RoutingKey = "ecotone.distributed.routingKey";

    /// <summary>The sending service.</summary>
    public const string Source = "ecotone.distributed.sourceServiceName";

    /// <summary>The destination service of a command.</summary>
    public const string Target = "ecotone.distributed.targetServiceName";

    /// <summary>The id of the message.</summary>
    public const string Id = "id";

    /// <summary>The id of the conversation.</summary>
    public const string CorrelationId = "correlationId";

    /// <summary>The id of the message that caused it.</summary>
    public const string ParentId = "parentId";

    /// <summary>The time of sending, in seconds since 1970.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>The media type of the body.</summary>
    public const string ContentType = "contentType";

    /// <summary>W3C trace context, as JSON.</summary>
    public const string TracingCarrier = "ecotoneTracingCarrier";

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        Id, CorrelationId, ParentId, Timestamp, ContentType, TracingCarrier, "__TypeId__", "routingSlip", "polledChannelName",
        "inboundRequestChannel", "replyChannel", "errorChannel", "deliveryDelay", "timeToLive", "priority",
    };

    /// <summary>Returns whether a header belongs to Ecotone and is therefore not user metadata.</summary>
    public static bool Contains(string header) =>
        header.StartsWith("ecotone.", StringComparison.Ordinal) || header.StartsWith("ecotone_", StringComparison.Ordinal)
        || Others.Contains(header);
}
