using System.Globalization;
using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Distribution.Profiles;

/// <summary>The profile of Ecotone's AMQP distributed bus: one topic exchange for everything and one queue for each service.</summary>
/// <remarks>
/// Commands and messages are routed by the name of the service, events by their own name; headers carry the rest. The queue is declared as Ecotone
/// declares it, durable and without arguments, so that services in either language can share it. The broker therefore does not count deliveries, and
/// a message that crashes the process is redelivered each time, unless <see cref="DistributionOptions.QueueKind"/> is quorum. In a pattern <c>*</c>
/// matches one word or more, as in Ecotone: <c>userService.*</c> matches <c>userService.billing.changed</c> but not <c>userService</c>. Ecotone itself
/// binds <c>userService.#</c>, through which its broker also delivers <c>userService</c>, which it then ignores.
/// </remarks>
internal sealed class EcotoneProfile(EnvelopeReader reader) : IWireProfile
{
    /// <summary>The exchange for all messages.</summary>
    public const string Exchange = "ecotone.distributed";

    /// <inheritdoc/>
    public string OwnQueue(string service) => "distributed_" + service;

    /// <inheritdoc/>
    public IReadOnlyList<string> ConsumedQueues(ServiceTopology service) => [OwnQueue(service.Service)];

    /// <inheritdoc/>
    public Topology Topology(ServiceTopology service)
    {
        var queue = OwnQueue(service.Service);
        return new Topology
        {
            Exchanges = [new ExchangeDeclaration(Exchange, ExchangeKind.Topic)],
            Queues = [.. RecoveryQueues.Of(service, queue), Consumed(service, queue)],
            Bindings =
            [
                new BindingDeclaration(Exchange, queue, service.Service),
                .. service.EventPatterns.Select(BindingKey).Distinct().Select(key => new BindingDeclaration(Exchange, queue, key)),
            ],
        };
    }

    /// <inheritdoc/>
    public OutgoingMessage Write(Envelope envelope)
    {
        var context = envelope.Context;
        var headers = context.Metadata.Where(pair => !EcotoneHeaders.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        headers[EcotoneHeaders.PayloadType] = EnvelopeWriter.KindWord(context.Kind);
        headers[EcotoneHeaders.RoutingKey] = context.RoutingKey;
        if (context.SourceService is { } source) headers[EcotoneHeaders.Source] = source;
        if (context.Kind is MessageKind.Command or MessageKind.Query) headers[EcotoneHeaders.Target] = context.DestinationService!;
        headers[EcotoneHeaders.Id] = context.MessageId;
        headers[EcotoneHeaders.CorrelationId] = context.CorrelationId;
        if (context.CausationId is { } cause) headers[EcotoneHeaders.ParentId] = cause;
        if (context.SentAt is { } sent) headers[EcotoneHeaders.Timestamp] = sent.ToUnixTimeSeconds();
        if (context.ContentType is { } type) headers[EcotoneHeaders.ContentType] = type;
        if (context.TraceParent is { } trace) headers[EcotoneHeaders.TracingCarrier] = EcotoneTrace.Write(trace, context.TraceState);
        if (envelope.Deadline is { } deadline) headers[WireHeaders.Deadline] = deadline.ToUnixTimeMilliseconds();
        if (envelope.ExpiresAt is { } expiry) headers[WireHeaders.ExpiresAt] = expiry.ToUnixTimeMilliseconds();

        var key = context.Kind == MessageKind.Event ? context.RoutingKey : context.DestinationService!;
        return new OutgoingMessage(Exchange, key, new BrokerMessage
        {
            Body = envelope.Body,
            ContentType = context.ContentType,
            // Ecotone uses neither. Any client may answer a query, and returns what it received.
            CorrelationId = context.Kind == MessageKind.Query ? context.CorrelationId : null,
            ReplyTo = context.ReplyTo,
            Expiration = envelope.TimeToLive,
            Priority = envelope.Priority,
            Headers = headers,
        });
    }

    /// <inheritdoc/>
    public bool Listens(string pattern, Envelope @event) =>
        TopicPattern.Matches(BindingKey(pattern), @event.Context.RoutingKey);

    /// <inheritdoc/>
    public bool IsBoundBy(string pattern, Envelope @event) =>
        // An Ecotone instance that shares the queue has bound it so, and ignores what comes of it.
        TopicPattern.Matches(pattern.Replace('*', '#'), @event.Context.RoutingKey);

    /// <inheritdoc/>
    public Envelope Read(Delivery delivery) => reader.Read(delivery, Label);

    // Without arguments, so that PHP instances of the service can share the queue; for a quorum queue with all the arguments of ActorBus.
    private static QueueDeclaration Consumed(ServiceTopology service, string queue) => service.QueueKind == QueueKind.Quorum
        ? RecoveryQueues.Consumed(service, queue)
        : new QueueDeclaration(queue) { Kind = QueueKind.Classic };

    // In Ecotone a star matches one word or more; # alone would also match none. The broker and the process must agree on it.
    private static string BindingKey(string pattern) => pattern.Replace("*", "*.#", StringComparison.Ordinal);

    private static MessageContext Label(Delivery delivery)
    {
        var message = delivery.Message;
        var kind = EnvelopeReader.Kind(EcotoneHeaders.PayloadType, message.Text(EcotoneHeaders.PayloadType));
        var routingKey = message.Text(EcotoneHeaders.RoutingKey) ?? throw new RefusedMessageException(
            DeadLetterReason.UnknownKind,
            $"The header '{EcotoneHeaders.RoutingKey}' is missing or no text; it names the {EnvelopeWriter.KindWord(kind)} that is meant.");
        var standard = EnvelopeReader.Standard(message, kind, routingKey, Metadata.Empty);
        var id = message.Text(EcotoneHeaders.Id) ?? standard.MessageId;
        var (traceParent, traceState) = EcotoneTrace.Read(message.Text(EcotoneHeaders.TracingCarrier));
        return standard with
        {
            MessageId = id,
            CorrelationId = Correlation(message, kind) ?? id,
            CausationId = message.Text(EcotoneHeaders.ParentId),
            SourceService = message.Text(EcotoneHeaders.Source),
            DestinationService = message.Text(EcotoneHeaders.Target),
            SentAt = SentAt(message),
            ContentType = standard.ContentType ?? message.Text(EcotoneHeaders.ContentType),
            TraceParent = traceParent ?? standard.TraceParent,
            TraceState = traceState ?? standard.TraceState,
            Metadata = WireMetadata.Read(message.Headers, EcotoneHeaders.Contains),
        };
    }

    // Ecotone has no queries: the sender is another client and expects the property it sent.
    private static string? Correlation(BrokerMessage message, MessageKind kind)
    {
        var (header, property) = (message.Text(EcotoneHeaders.CorrelationId), MessageHeaders.NullIfEmpty(message.CorrelationId));
        return kind == MessageKind.Query ? property ?? header : header ?? property;
    }

    private static DateTimeOffset? SentAt(BrokerMessage message) => message.Headers.GetValueOrDefault(EcotoneHeaders.Timestamp) switch
    {
        DateTimeOffset time => time,
        long seconds and > 0 and < 253_402_300_799 => DateTimeOffset.FromUnixTimeSeconds(seconds),
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 253_402_300_799 => DateTimeOffset.FromUnixTimeSeconds(seconds),
        _ => message.Timestamp,
    };
}
