using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Recovery;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// What a service does with one delivery: read it, find its handlers, run each apart from the others, and settle it when every
/// outcome is done or safely stored.
/// </summary>
/// <remarks>Runs for many deliveries at a time.</remarks>
internal sealed class DeliveryProcessor(
    string service, IReadOnlyCollection<string>? allowedSources, IWireProfile profile, HandlerRegistry handlers, DeliveryAttempts run, FailurePath failures,
    ReplySender replies, TimeProvider time, ILogger log)
{
    private bool _toldOfUncounted;

    /// <summary>Processes a delivery, and settles it unless it says otherwise or the broker is to take it back. Fails only on a defect of ours; then the delivery is unsettled.</summary>
    public async Task<DeliveryResult> ProcessAsync(Delivery delivery)
    {
        ActorBusMetrics.Consumed.Add(1);
        if (delivery is { Redelivered: true, DeliveryCount: null }) TellOfUncounted(delivery.Queue);
        Envelope? envelope = null;
        IReadOnlyList<HandlerDescriptor> targets;
        try
        {
            envelope = profile.Read(delivery);
            RefuseStrangers(envelope.Context);
            RefuseExpired(envelope);
            targets = FindHandlers(envelope);
        }
        catch (RefusedMessageException error)
        {
            return await RefuseAsync(delivery, envelope, error).ConfigureAwait(false);
        }

        return targets.Count switch
        {
            0 => Settle(delivery, HandlerOutcome.Done),
            1 => Settle(delivery, await run.RunAsync(delivery, envelope, targets[0], isOnly: true).ConfigureAwait(false)),
            _ => Settle(delivery, Worst(await Task.WhenAll(
                targets.Select(target => run.RunAsync(delivery, envelope, target, isOnly: false))).ConfigureAwait(false))),
        };
    }

    private async Task<DeliveryResult> RefuseAsync(Delivery delivery, Envelope? envelope, RefusedMessageException error)
    {
        // Somebody waits for the answer to a query, and nobody for its replay.
        if (envelope?.Context.Kind == MessageKind.Query) await replies.FailAsync(envelope, error).ConfigureAwait(false);
        else await failures.DeadLetterAsync(delivery, envelope, error.Reason, error, handler: null, attempts: 1).ConfigureAwait(false);
        return Settle(delivery, HandlerOutcome.Done);
    }

    // Said once: after a lost connection many come again.
    private void TellOfUncounted(string queue)
    {
        if (Interlocked.Exchange(ref _toldOfUncounted, true)) return;
        log.RedeliveriesNotCounted(queue, service);
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
            HandlerDescriptor[] listeners =
                [.. handlers.All.Where(one => one is { Kind: MessageKind.Event, IsDistributed: true } && profile.Listens(one.RoutingKey, envelope))];
            return envelope.Retry.Handler is { } name ? [OnlyListener(listeners, name)] : listeners;
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

    private HandlerDescriptor OnlyListener(IReadOnlyList<HandlerDescriptor> listeners, string name) =>
        listeners.FirstOrDefault(one => one.Name == name) ?? throw new RefusedMessageException(
            DeadLetterReason.NoHandler,
            $"The event is for the handler '{Printable.Cut(name)}' alone, which the service '{service}' does not have, or no longer has. "
            + "Register it under that name and replay the dead letter, or delete it.");

    private DeliveryResult Settle(Delivery delivery, HandlerOutcome outcome)
    {
        if (outcome == HandlerOutcome.RequeueAndStop) return DeliveryResult.StopAndGiveBack;
        if (outcome == HandlerOutcome.LeftToBroker) return DeliveryResult.Done;
        var result = delivery.Settle(outcome <= HandlerOutcome.DoneAndStop ? Settlement.Ack : Settlement.Requeue);
        if (result == SettleResult.Stale && outcome != HandlerOutcome.Requeue)
        {
            ActorBusMetrics.Stale.Add(1);
            log.SettledTooLate(Printable.IdOf(delivery.Message), delivery.Queue, service);
        }

        return outcome == HandlerOutcome.DoneAndStop ? DeliveryResult.StopConsuming : DeliveryResult.Done;
    }

    private static HandlerOutcome Worst(HandlerOutcome[] outcomes) => outcomes.Max();

    // A query has no dead letter.
    private static string Again(MessageContext context) => context.Kind == MessageKind.Query ? "Ask again" : "Replay the dead letter";

    private static string Forget(MessageContext context) => context.Kind == MessageKind.Query ? "go without the answer" : "delete it";

    private static string Word(MessageContext context) => EnvelopeWriter.KindWord(context.Kind);
}
