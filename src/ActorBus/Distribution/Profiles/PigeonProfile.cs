using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Recovery;
using ActorBus.Serialization;

namespace ActorBus.Distribution.Profiles;

/// <summary>The profile of Pigeon: one topic exchange for events, and a queue for each event to which an app subscribes.</summary>
/// <remarks>
/// Publishing with a routing key sends an event; the header <c>category</c> repeats its name. Each queue receives its own copy, so a copy goes only
/// to the handlers of that event or pattern. Pigeon has neither commands nor queries: those carry the headers of <see cref="WireHeaders"/> and go
/// directly into the queue of the app, like retries and replays. The queues are durable and count deliveries; queues that Pigeon created earlier with
/// other arguments are accepted by <see cref="DistributionOptions.OnQueueMismatch"/>.
/// </remarks>
internal sealed class PigeonProfile(EnvelopeReader reader, string service, string eventExchange) : IWireProfile
{
    /// <summary>The exchange for events unless another one is configured.</summary>
    public const string DefaultEventExchange = "event";

    /// <summary>The header with the name of the event.</summary>
    public const string Category = "category";

    private const string ContentEncoding = "utf8";

    /// <inheritdoc/>
    public string OwnQueue(string service) => AppName(service);

    /// <inheritdoc/>
    public IReadOnlyList<string> ConsumedQueues(ServiceTopology service) =>
        [OwnQueue(service.Service), .. service.EventPatterns.Distinct().Select(pattern => EventQueue(pattern, service.Service))];

    /// <inheritdoc/>
    public Topology Topology(ServiceTopology service)
    {
        var own = OwnQueue(service.Service);
        return new Topology
        {
            Exchanges = [new ExchangeDeclaration(eventExchange, ExchangeKind.Topic)],
            Queues = [.. RecoveryQueues.Of(service, own), .. ConsumedQueues(service).Select(queue => RecoveryQueues.Consumed(service, queue))],
            Bindings =
            [
                .. service.EventPatterns.Distinct()
                    .Select(pattern => new BindingDeclaration(eventExchange, EventQueue(pattern, service.Service), pattern)),
            ],
        };
    }

    /// <inheritdoc/>
    public OutgoingMessage Write(Envelope envelope)
    {
        var context = envelope.Context;
        var isEvent = context.Kind == MessageKind.Event;
        var message = EnvelopeWriter.Write(envelope, EnvelopeWriter.KindWord(context.Kind));
        if (!isEvent) return new OutgoingMessage("", OwnQueue(context.DestinationService!), message);

        var headers = message.Headers.ToDictionary(StringComparer.Ordinal);
        headers.Remove(WireHeaders.Kind);
        headers[Category] = context.RoutingKey;
        return new OutgoingMessage(
            eventExchange, context.RoutingKey, message with { ContentEncoding = ContentEncoding, Headers = headers });
    }

    /// <inheritdoc/>
    public bool Listens(string pattern, Envelope @event) => @event.Subscription is { } subscription
        ? pattern == subscription
        : TopicPattern.Matches(pattern, @event.Context.RoutingKey);

    /// <inheritdoc/>
    public Envelope Read(Delivery delivery)
    {
        var envelope = reader.Read(delivery, Label);
        return envelope.Context.Kind == MessageKind.Event ? envelope with { Subscription = SubscriptionOf(delivery) } : envelope;
    }

    /// <summary>Returns the name of an app in queue names: lower case, with spaces replaced by dots.</summary>
    public static string AppName(string service) => service.ToLowerInvariant().Replace(' ', '.');

    /// <summary>Returns the queue of an app for an event or pattern.</summary>
    public static string EventQueue(string pattern, string service) => $"{pattern}.{AppName(service)}";

    private MessageContext Label(Delivery delivery)
    {
        var message = delivery.Message;
        var word = message.Text(WireHeaders.Kind);
        var kind = word is null ? MessageKind.Event : EnvelopeReader.Kind(WireHeaders.Kind, word);
        var standard = EnvelopeReader.Standard(message, kind, NameOf(delivery, kind), Metadata.Empty);
        return standard with
        {
            ContentType = standard.ContentType ?? MediaTypes.Json,
            Metadata = WireMetadata.Read(message.Headers, name => name == Category),
        };
    }

    private string NameOf(Delivery delivery, MessageKind kind)
    {
        var message = delivery.Message;
        var name = kind == MessageKind.Event
            ? message.Text(Category) ?? RoutedAs(delivery)
            : MessageHeaders.NullIfEmpty(message.Type);
        return name ?? throw new RefusedMessageException(
            DeadLetterReason.UnknownKind,
            $"Neither the header '{Category}' nor the property 'type' nor a routing key names the {EnvelopeWriter.KindWord(kind)} that is meant.");
    }

    // A message put directly into a queue has the name of the queue as its routing key; the queue of a single event tells the event.
    private string? RoutedAs(Delivery delivery)
    {
        var origin = MessageOrigin.Of(delivery);
        if (origin.Exchange.Length > 0) return MessageHeaders.NullIfEmpty(origin.RoutingKey);
        return SubscriptionOf(delivery) is { } subscription && TopicPattern.IsPattern(subscription) ? origin.RoutingKey : SubscriptionOf(delivery);
    }

    /// <summary>
    /// Returns the pattern of the subscription: messages from the exchange belong to one, retries and replays in the own queue do not.
    /// </summary>
    private string? SubscriptionOf(Delivery delivery)
    {
        var suffix = "." + AppName(service);
        return delivery.Queue.EndsWith(suffix, StringComparison.Ordinal) ? delivery.Queue[..^suffix.Length] : null;
    }
}
