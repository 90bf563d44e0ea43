using System.Diagnostics.CodeAnalysis;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Recovery;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>Reads deliveries of a service and finds the handlers that they are for.</summary>
internal sealed class DeliveryReader(
    string service, IReadOnlyCollection<string>? allowedSources, IWireProfile profile, HandlerRegistry handlers, TimeProvider time, ILogger log)
{
    private bool _toldOfUncounted;

    /// <summary>Reads a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="envelope">What it holds; null when it cannot be read at all.</param>
    /// <param name="targets">The handlers; none for an event that nobody handles.</param>
    /// <param name="refusal">Why it is refused; null when it is not.</param>
    public bool TryRead(
        Delivery delivery, out Envelope? envelope, out IReadOnlyList<HandlerDescriptor> targets, [NotNullWhen(false)] out RefusedMessageException? refusal)
    {
        if (delivery is { Redelivered: true, DeliveryCount: null } && !_toldOfUncounted)
        {
            // Said once: after a lost connection many come again.
            _toldOfUncounted = true;
            log.RedeliveriesNotCounted(delivery.Queue, service);
        }

        envelope = null;
        targets = [];
        refusal = null;
        try
        {
            envelope = profile.Read(delivery);
            RefuseStrangers(envelope.Context);
            RefuseExpired(envelope);
            targets = FindHandlers(envelope);
            return true;
        }
        catch (RefusedMessageException error)
        {
            refusal = error;
            return false;
        }
    }

    private void RefuseExpired(Envelope envelope)
    {
        if (envelope.ExpiresAt is not { } expiry || expiry >= time.GetUtcNow()) return;
        throw new RefusedMessageException(
            DeadLetterReason.Expired,
            $"The {Word(envelope.Context)} '{Printable.Cut(envelope.Context.RoutingKey)}' expired at {expiry:O}, before it came to a handler. "
            + $"{Again(envelope.Context)} if it is wanted all the same.");
    }

    private void RefuseStrangers(MessageContext context)
    {
        if (allowedSources is null || context.SourceService == service || (context.SourceService is { } source && allowedSources.Contains(source))) return;
        throw new RefusedMessageException(
            DeadLetterReason.SourceNotAllowed,
            $"The {Word(context)} '{Printable.Cut(context.RoutingKey)}' comes from "
            + $"{(context.SourceService is { } other ? $"the service '{Printable.Cut(other)}'" : "a sender that names no service")}, and '{service}' "
            + $"takes messages only from those in AllowedSources. Add the service there. {Again(context)}, or {Forget(context)}.");
    }

    private IReadOnlyList<HandlerDescriptor> FindHandlers(Envelope envelope)
    {
        var context = envelope.Context;
        if (context.Kind == MessageKind.Event)
        {
            var listeners = Listeners(envelope);
            // A retry for one handler: where it is not here another instance may have it.
            return envelope.Retry.Handler is { } name ? [.. listeners.Where(one => one.Name == name)] : listeners;
        }

        if (context.DestinationService is { } destination && destination != service)
        {
            throw new RefusedMessageException(
                DeadLetterReason.WrongService,
                $"The {Word(context)} '{Printable.Cut(context.RoutingKey)}' is meant for the service '{Printable.Cut(destination)}', but came to "
                + $"'{service}'. Check the sender's binding or routing key.");
        }

        var handler = handlers.Find(context.Kind, context.RoutingKey) ?? throw new RefusedMessageException(
            DeadLetterReason.NoHandler,
            $"The service '{service}' has no handler for the {Word(context)} '{Printable.Cut(context.RoutingKey)}'. Correct the sender's routing key, or "
            + $"register a handler. {Again(context)} then.");
        return handler.IsDistributed ? [handler] : throw new RefusedMessageException(
            DeadLetterReason.NotDistributed,
            $"The handler '{handler.Name}' for the {Word(context)} '{Printable.Cut(context.RoutingKey)}' may not be reached from outside. If it should, mark it "
            + $"[Distributed]. {Again(context)} then.");
    }

    /// <summary>Returns the handler for a retry whose own is in no instance any more: the only one that listens now, as one that was renamed does.</summary>
    public HandlerDescriptor? SuccessorFor(Envelope envelope) => envelope.Retry.Handler is null ? null : Listeners(envelope) is [var only] ? only : null;

    /// <summary>Returns whether the service itself had the event sent to its queue, although none of its handlers wants it: a broker's patterns may be wider.</summary>
    public bool IsBoundForNothing(Envelope envelope) =>
        Listeners(envelope).Length == 0 && handlers.All.Any(one => one is { Kind: MessageKind.Event, IsDistributed: true } && profile.IsBoundBy(one.RoutingKey, envelope));

    private HandlerDescriptor[] Listeners(Envelope envelope) =>
        [.. handlers.All.Where(one => one is { Kind: MessageKind.Event, IsDistributed: true } && profile.Listens(one.RoutingKey, envelope))];

    /// <summary>Returns why an event becomes a dead letter that was passed on to other instances of the service in vain.</summary>
    public RefusedMessageException NobodyListens(MessageContext context, int passes) => new(
        DeadLetterReason.NoHandler,
        $"The queue of the service '{service}' got the event '{Printable.Cut(context.RoutingKey)}', and no handler listens to it, neither here nor in an "
        + $"instance to which it was passed on ({passes} times). Register a handler and replay the dead letter, or remove the binding that an earlier "
        + "version of the service left at the broker.");

    // A query has no dead letter.
    private static string Again(MessageContext context) => context.Kind == MessageKind.Query ? "Ask again" : "Replay the dead letter";

    private static string Forget(MessageContext context) => context.Kind == MessageKind.Query ? "go without the answer" : "delete it";

    private static string Word(MessageContext context) => EnvelopeWriter.KindWord(context.Kind);
}
