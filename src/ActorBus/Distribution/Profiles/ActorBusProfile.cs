using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Distribution.Profiles;

/// <summary>The default profile: commands go through a direct exchange by service name, events through a topic exchange by event name.</summary>
/// <remarks>
/// AMQP properties are used for their intended purpose (message_id, correlation_id, type, content_type, app_id, timestamp, expiration, priority,
/// reply_to), and the headers of <see cref="WireHeaders"/> for the rest. A foreign client only has to set the header <c>actorbus-kind</c> and the
/// property <c>type</c> (the name of the message; for events the routing key suffices).
/// </remarks>
internal sealed class ActorBusProfile(EnvelopeReader reader, string eventExchange) : IWireProfile
{
    /// <summary>The exchange for commands, queries and messages; the routing key is the name of the destination service.</summary>
    public const string CommandExchange = "actorbus.commands";

    /// <summary>The exchange for events unless another one is configured; the routing key is the name of the event.</summary>
    public const string DefaultEventExchange = "events";

    /// <inheritdoc/>
    public string OwnQueue(string service) => service;

    /// <inheritdoc/>
    public IReadOnlyList<string> ConsumedQueues(ServiceTopology service) => [service.Service];

    /// <inheritdoc/>
    public Topology Topology(ServiceTopology service)
    {
        var queue = OwnQueue(service.Service);
        return new Topology
        {
            Exchanges =
            [
                new ExchangeDeclaration(CommandExchange, ExchangeKind.Direct),
                new ExchangeDeclaration(eventExchange, ExchangeKind.Topic),
            ],
            Queues = [.. RecoveryQueues.Of(service, queue), RecoveryQueues.Consumed(service, queue)],
            Bindings =
            [
                new BindingDeclaration(CommandExchange, queue, queue),
                .. service.EventPatterns.Distinct().Select(pattern => new BindingDeclaration(eventExchange, queue, pattern)),
            ],
        };
    }

    /// <inheritdoc/>
    public OutgoingMessage Write(Envelope envelope)
    {
        var context = envelope.Context;
        var (exchange, routingKey) = context.Kind == MessageKind.Event
            ? (eventExchange, context.RoutingKey)
            : (CommandExchange, context.DestinationService!);
        return new OutgoingMessage(exchange, routingKey, EnvelopeWriter.Write(envelope, EnvelopeWriter.KindWord(context.Kind)));
    }

    /// <inheritdoc/>
    public bool Listens(string pattern, Envelope @event) => TopicPattern.Matches(pattern, @event.Context.RoutingKey);

    /// <inheritdoc/>
    public Envelope Read(Delivery delivery) => reader.Read(delivery, Label);

    private static MessageContext Label(Delivery delivery)
    {
        var message = delivery.Message;
        var kind = EnvelopeReader.Kind(WireHeaders.Kind, message.Text(WireHeaders.Kind));
        return EnvelopeReader.Standard(message, kind, NameOf(delivery, kind), WireMetadata.Read(message.Headers));
    }

    private static string NameOf(Delivery delivery, MessageKind kind)
    {
        if (MessageHeaders.NullIfEmpty(delivery.Message.Type) is { } type) return type;
        var origin = MessageOrigin.Of(delivery);
        if (kind == MessageKind.Event && origin.Exchange.Length > 0 && origin.RoutingKey.Length > 0) return origin.RoutingKey;
        throw new RefusedMessageException(
            DeadLetterReason.UnknownKind,
            $"The property 'type' is missing; it names the {EnvelopeWriter.KindWord(kind)} that is meant.");
    }
}
