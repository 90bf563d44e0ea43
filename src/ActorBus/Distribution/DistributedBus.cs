using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Plugins;
using ActorBus.Serialization;

namespace ActorBus.Distribution;

/// <summary>Creates messages, decides whether to send them immediately or with their flow, and reports the outcome.</summary>
internal sealed class DistributedBus(
    DistributionOptions options, MessageConverters converters, OutletChoice outlets, TimeProvider time, SendOptions send) : IDistributedBus
{
    private readonly OutgoingRules _rules = new(options.Limits);

    /// <inheritdoc/>
    public IDistributedBus With(SendOptions sendOptions)
    {
        ArgumentNullException.ThrowIfNull(sendOptions);
        if (sendOptions.Faults() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(sendOptions));
        return new DistributedBus(options, converters, outlets, time, sendOptions);
    }

    /// <inheritdoc/>
    public Task SendCommandAsync(
        string destination, string routingKey, string payload, string mediaType = MediaTypes.Text, Metadata? metadata = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(MessageKind.Command, destination, routingKey, payload, mediaType, metadata, cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(string destination, object command, Metadata? metadata = null, CancellationToken cancellationToken = default)
    {
        RefuseText(command, nameof(command), "SendCommandAsync(destination, routingKey, payload, mediaType)");
        return SendAsync(MessageKind.Command, destination, MessageNaming.NameOf(command), command, null, metadata, cancellationToken);
    }

    /// <inheritdoc/>
    public Task SendAsync(object command, Metadata? metadata = null, CancellationToken cancellationToken = default)
    {
        RefuseText(command, nameof(command), "SendCommandAsync(destination, routingKey, payload, mediaType)");
        var route = RouteOf(command, MessageKind.Command);
        return SendAsync(MessageKind.Command, route.Service, route.RoutingKey, command, null, metadata, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ConvertAndSendCommandAsync(
        string destination, string routingKey, object command, Metadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendAsync(MessageKind.Command, destination, routingKey, command, null, metadata, cancellationToken);

    /// <inheritdoc/>
    public Task PublishEventAsync(
        string routingKey, string payload, string mediaType = MediaTypes.Text, Metadata? metadata = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(MessageKind.Event, null, routingKey, payload, mediaType, metadata, cancellationToken);

    /// <inheritdoc/>
    public Task PublishAsync(object @event, Metadata? metadata = null, CancellationToken cancellationToken = default)
    {
        RefuseText(@event, nameof(@event), "PublishEventAsync(routingKey, payload, mediaType)");
        return SendAsync(MessageKind.Event, null, MessageNaming.NameOf(@event), @event, null, metadata, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ConvertAndPublishEventAsync(
        string routingKey, object @event, Metadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendAsync(MessageKind.Event, null, routingKey, @event, null, metadata, cancellationToken);

    /// <inheritdoc/>
    public Task SendMessageAsync(
        string destination, string channel, string payload, string mediaType = MediaTypes.Text, Metadata? metadata = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(MessageKind.Message, destination, channel, payload, mediaType, metadata, cancellationToken);

    /// <inheritdoc/>
    public Task<TReply> AskAsync<TReply>(object query, Metadata? metadata = null, CancellationToken cancellationToken = default)
    {
        RefuseText(query, nameof(query), "AskAsync(destination, routingKey, query)");
        var route = RouteOf(query, MessageKind.Query);
        return AskAsync<TReply>(route.Service, route.RoutingKey, query, metadata, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TReply> AskAsync<TReply>(string destination, object query, Metadata? metadata = null, CancellationToken cancellationToken = default)
    {
        RefuseText(query, nameof(query), "AskAsync(destination, routingKey, query)");
        return AskAsync<TReply>(destination, MessageNaming.NameOf(query), query, metadata, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TReply> AskAsync<TReply>(
        string destination, string routingKey, object query, Metadata? metadata = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AskForAsync<TReply>(destination, routingKey, query, metadata, cancellationToken);
    }

    private async Task<TReply> AskForAsync<TReply>(
        string destination, string routingKey, object query, Metadata? metadata, CancellationToken cancellationToken)
    {
        if (send.IsDelayed) throw new ArgumentException($"The query '{Printable.Cut(routingKey)}' was not sent: somebody waits for its answer, so it cannot be delayed. Leave the delay out.");
        var limit = send.Timeout ?? options.AskTimeout;
        var envelope = Make(MessageKind.Query, destination, routingKey, query, null, metadata) with { Deadline = time.GetUtcNow() + limit };
        var reply = await outlets.To(envelope.Context).Asker.AskAsync(envelope, limit, cancellationToken).ConfigureAwait(false);
        if (reply.Headers.TryGetValue(WireHeaders.Fault, out var fault))
            throw new RemoteFailureException($"The service '{destination}' could not answer the query '{Printable.Cut(routingKey)}': {fault}");
        return (TReply)converters.FromBytesOrNull(reply.Body, reply.ContentType, typeof(TReply))!;
    }

    private Task SendAsync(
        MessageKind kind, string? destination, string routingKey, object payload, string? mediaType, Metadata? metadata,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flow = options.CollectSends ? MessageFlow.Current : null;
        var collected = flow?.Resource(static () => new CollectedSends());
        Envelope envelope;
        try
        {
            envelope = Make(kind, destination, routingKey, payload, mediaType, metadata);
        }
        catch (MessageConversionException error) when (collected is not null)
        {
            collected.Poison(error);
            throw;
        }
        catch (DeliveryFailedException error)
        {
            return Task.FromException(error);
        }

        if (kind != MessageKind.Event) return SendAsync(outlets.To(envelope.Context), envelope, collected, cancellationToken);
        var ways = outlets.OfEvent(routingKey);
        switch (ways.Count)
        {
            case 0:
                ActorBusMetrics.Unrouted.Add(1);
                return Task.CompletedTask;
            case 1:
                return SendAsync(ways[0], envelope, collected, cancellationToken);
            default:
                return SendAllAsync(ways, envelope, collected, cancellationToken);
        }
    }

    private MessageRoute RouteOf(object message, MessageKind kind)
    {
        var type = message.GetType();
        var (word, method) = (EnvelopeWriter.KindWord(kind), kind == MessageKind.Query ? nameof(ServiceRoutes.Query) : nameof(ServiceRoutes.Command));
        if (!options.Routes.TryGetValue(type, out var route))
        {
            throw new UnknownDestinationException(
                null,
                $"The {word} '{type}' was not sent: no service is registered for its type. Register it with RouteTo(\"<service>\", routes => "
                + $"routes.{method}<{type.Name}>()), or name the service in the call.");
        }

        return route.Kind == kind ? route : throw new ArgumentException(
            $"The {word} '{type}' was not sent: its type is registered as a {route}. "
            + $"{(kind == MessageKind.Query ? "Send it with SendAsync" : "Ask with AskAsync")}, or register it with routes.{method}<{type.Name}>().",
            nameof(message));
    }

    /// <summary>Refuses a string as a message: it could be a body or a name, and there is no way to tell which was meant.</summary>
    private static void RefuseText(object message, string parameter, string instead)
    {
        ArgumentNullException.ThrowIfNull(message, parameter);
        if (message is string)
            throw new ArgumentException($"A text has no name of its own, so it was not sent. Give it one with {instead}.", parameter);
    }

    private Task SendAllAsync(IReadOnlyList<Outlet> ways, Envelope envelope, CollectedSends? collected, CancellationToken cancellationToken) =>
        Task.WhenAll(ways.Select(way => SendAsync(way, envelope, collected, cancellationToken)).ToArray());

    private Task SendAsync(Outlet way, Envelope envelope, CollectedSends? collected, CancellationToken cancellationToken)
    {
        if (collected is null) return way.Sender.SendAsync(envelope, send.Timeout, cancellationToken);
        collected.Add(way.Sender, envelope, send.Timeout, MessageFlow.Current!);
        return Task.CompletedTask;
    }

    private Envelope Make(
        MessageKind kind, string? destination, string routingKey, object payload, string? mediaType, Metadata? metadata)
    {
        ArgumentNullException.ThrowIfNull(payload);
        _rules.CheckNames(kind, destination, routingKey, options.ServiceName);
        var (body, contentType) = ToBody(payload, mediaType);
        var flow = MessageFlow.Current;
        var parent = flow?.Message;
        var id = parent is null ? MessageIds.New() : MessageIds.Derive(parent.MessageId, flow!.HandlerName ?? "", flow.NextOrdinal());
        var context = new MessageContext
        {
            MessageId = id,
            CorrelationId = parent?.CorrelationId ?? id,
            CausationId = parent?.MessageId,
            Kind = kind,
            RoutingKey = routingKey,
            SourceService = options.ServiceName,
            DestinationService = destination,
            SentAt = time.GetUtcNow(),
            ContentType = contentType,
            TraceParent = Activity.Current?.Id ?? parent?.TraceParent,
            TraceState = Activity.Current is { } activity ? activity.TraceStateString : parent?.TraceState,
            Metadata = (parent?.Metadata.Without(AsyncSwitchRouter.Mark) ?? Metadata.Empty).WithAll(send.Metadata ?? Metadata.Empty).WithAll(metadata ?? Metadata.Empty),
        };
        if (options.Enrich is { } enrich) context = context with { Metadata = enrich(context).WithAll(context.Metadata) };
        var envelope = Timed(new Envelope(context, body) { Priority = send.Priority });
        _rules.CheckSize(envelope);
        return envelope;
    }

    private Envelope Timed(Envelope envelope)
    {
        if (send is { TimeToLive: null, ExpiresAt: null, IsDelayed: false }) return envelope;
        var now = time.GetUtcNow();
        var timeToLive = send.TimeToLive ?? send.ExpiresAt - now;
        if (timeToLive <= TimeSpan.Zero)
        {
            throw new DeliveryFailedException(
                PublishStatus.Failed,
                $"The {EnvelopeWriter.KindWord(envelope.Context.Kind)} '{Printable.Cut(envelope.Context.RoutingKey)}' was not sent: it expired at {send.ExpiresAt:O}, which has passed.");
        }

        if (!send.IsDelayed)
        {
            // Longer than a broker can count: then, too, the receiver checks the expiry.
            return timeToLive > DelayedMessage.Longest ? envelope with { ExpiresAt = send.ExpiresAt } : envelope with { TimeToLive = WholeMilliseconds(timeToLive) };
        }

        // The broker would end the delay when the time to live is over, so the receiver checks the expiry.
        var due = send.DeliverAt ?? now + send.Delay!.Value;
        if (due - now > DelayedMessage.Longest)
        {
            throw new ArgumentException(
                $"The {EnvelopeWriter.KindWord(envelope.Context.Kind)} '{Printable.Cut(envelope.Context.RoutingKey)}' was not sent: it is to come at {due:O}, and a broker holds a "
                + $"message for {DelayedMessage.Longest} at most. Keep it where you store data, and send it nearer to that time.");
        }

        return envelope with { Delay = send.Delay, DeliverAt = send.DeliverAt, ExpiresAt = send.ExpiresAt ?? (due > now ? due : now) + timeToLive };
    }

    private static TimeSpan? WholeMilliseconds(TimeSpan? time) =>
        time is { } span ? TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds)) : null;

    private (ReadOnlyMemory<byte> Body, string MediaType) ToBody(object payload, string? mediaType)
    {
        // A payload that is already text is passed on unchanged, whatever its media type.
        if (payload is string text && mediaType is not null) return (converters.ToBytes(text, mediaType), mediaType);
        var chosen = mediaType ?? MessageConverters.DefaultMediaTypeOf(payload);
        return (converters.ToBytes(payload, chosen), chosen);
    }
}
