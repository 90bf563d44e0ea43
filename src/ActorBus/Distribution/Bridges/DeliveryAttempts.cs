using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>Runs one handler for one message from outside, and retries it as its failure policy demands.</summary>
/// <remarks>
/// What the handler threw decides, not what the bus wrapped it in. An action that concerns the whole delivery (requeue, throw)
/// becomes a copy addressed to this handler when the delivery has others, so that they do not run again.
/// </remarks>
internal sealed class DeliveryAttempts(
    string brokerName, DistributionOptions options, LocalBuses buses, MessageConverters converters, FailurePath failures, ReplySender replies,
    MessageObservers observers, IBroker broker, TimeProvider time, Intake intake, CancellationToken draining, ILogger log)
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    private readonly KeyOrder _order = new(intake.Unsettled, waiting => log.OrderBufferFillsUp(options.ServiceName, waiting, intake.Unsettled));

    private readonly SemaphoreSlim? _places = intake.Waiting > 0 ? new(intake.Prefetch) : null;

    /// <summary>Runs the handler and brings its share of the delivery to an end.</summary>
    public Task<HandlerOutcome> RunAsync(Delivery delivery, Envelope envelope, HandlerDescriptor handler, bool isOnly)
    {
        if (envelope.Deadline is { } deadline && deadline + ClockSlack < time.GetUtcNow())
        {
            log.QueryTooOld(Printable.Cut(envelope.Context.MessageId), Printable.Cut(envelope.Context.RoutingKey), options.ServiceName);
            return Task.FromResult(HandlerOutcome.Done);
        }

        var policy = handler.FailurePolicy ?? options.FailurePolicy;
        object message;
        string? key;
        try
        {
            message = converters.FromBytes(envelope.Body, envelope.Context.ContentType, handler.MessageType);
            key = policy.KeepOrder ? handler.PartitionKey?.Invoke(message, envelope.Context) : null;
        }
        catch (Exception error)
        {
            // What says the key may be anybody's code, and what it looks at anybody's message.
            return RefuseAsync(delivery, envelope, handler, error, envelope.Context.Attempt);
        }

        var place = _places is null ? null : new RunPlace(_places);
        var work = new HandlerShare(delivery, envelope, handler, message, policy, isOnly) { Place = place, IsOrdered = key is not null };
        return place is null && key is null ? TryAsync(work) : TryInTurnAsync(work, key);
    }

    private async Task<HandlerOutcome> TryInTurnAsync(HandlerShare work, string? key)
    {
        using var place = work.Place;
        if (key is null) return await TryAsync(work).ConfigureAwait(false);
        using var turn = _order.Enter(work.Handler.Name, key);
        await turn.HasCome.ConfigureAwait(false);
        return draining.IsCancellationRequested || work.Delivery.Gone.IsCancellationRequested
            ? HandlerOutcome.LeftToBroker
            : await TryAsync(work).ConfigureAwait(false);
    }

    private async Task<HandlerOutcome> TryAsync(HandlerShare work)
    {
        if (work.Place is not null && !await TakePlaceAsync(work).ConfigureAwait(false)) return HandlerOutcome.LeftToBroker;
        // Deliveries that nobody settled were tries too: of a process that died, or is cut off.
        var atOnce = work.ImmediateRetries - (int)Math.Min(work.Delivery.DeliveryCount ?? 0, work.ImmediateRetries);
        var fallback = work.Handler.Fallback ?? options.Fallback;
        RouteeSlot? kept = null;
        try
        {
            for (var number = work.Envelope.Context.Attempt; ; number++)
            {
                // For what a fallback decides later no routee is kept.
                var attempt = new HandlerAttempt(work.Policy, fallback is null ? atOnce : 0, kept);
                Failure? failure;
                try
                {
                    failure = await RunOnceAsync(work, number, attempt).ConfigureAwait(false);
                }
                finally
                {
                    kept = attempt.Close();
                }

                if (failure is null) return HandlerOutcome.Done;
                // No failure of the handler: the service did not wait for it.
                if (failure.Cause is BusStoppedException) return HandlerOutcome.LeftToBroker;
                if (IsUnreadable(failure)) return await RefuseAsync(work.Delivery, work.Envelope, work.Handler, failure.Cause, number).ConfigureAwait(false);
                // Where the handler was not what failed no supervisor has seen it.
                var decision = attempt.DecisionOn(failure.Cause);
                var action = decision ?? work.Policy.ActionFor(failure.Cause);
                if (fallback is not null) action = await AskAsync(fallback, work, failure).ConfigureAwait(false) ?? action;
                var isKept = fallback is null && decision is not null;
                if (action == FailureAction.Retry && (isKept ? kept is not null : atOnce > 0))
                {
                    atOnce--;
                    log.RetriedAtOnce(
                        work.Handler.Name, options.ServiceName, failure.MessageId, failure.MessageName, work.Delivery.Queue, number, failure.Error);
                    failures.Retried(failure);
                    continue;
                }

                if (action != FailureAction.Retry || !work.MayWaitInPlace) return await EndAsync(work, failure, action).ConfigureAwait(false);
                if (!await WaitInPlaceAsync(work, failure, work.Policy.NextDelay(work.DelayedRetries)).ConfigureAwait(false))
                    return HandlerOutcome.LeftToBroker;
                work.DelayedRetries++;
                atOnce = work.ImmediateRetries;
            }
        }
        finally
        {
            kept?.Release();
        }
    }

    /// <returns>Null when the handler succeeded.</returns>
    private async Task<Failure?> RunOnceAsync(HandlerShare work, int number, HandlerAttempt attempt)
    {
        var (delivery, envelope, handler) = (work.Delivery, work.Envelope, work.Handler);
        using var activity = MessageActivity.StartProcess(envelope, delivery.Queue, handler.Name, broker.Name);
        object? result;
        try
        {
            result = await DispatchAsync(work, number, attempt).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // What follows may be user code, and take long: not on the thread of whatever ended the dispatch.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var cause = Cause(error);
            activity?.SetStatus(ActivityStatusCode.Error, cause.GetType().Name);
            activity?.SetTag("error.type", cause.GetType().FullName);
            return new Failure(delivery, envelope, handler, cause, number, work.IsOnlyHandler);
        }

        if (envelope.Context.Kind == MessageKind.Query) await replies.AnswerAsync(envelope, result).ConfigureAwait(false);
        observers.Handled(envelope.Context.OfAttempt(number), handler.Name);
        if (log.IsEnabled(LogLevel.Debug))
        {
            log.Handled(
                handler.Name, options.ServiceName, Printable.Cut(envelope.Context.MessageId), Printable.Cut(envelope.Context.RoutingKey), delivery.Queue, number);
        }

        return null;
    }

    /// <returns>What the fallback decides; null when it decides nothing.</returns>
    private async Task<FailureAction?> AskAsync(FailureFallback fallback, HandlerShare work, Failure failure)
    {
        var resolver = new FailureResolver(
            work.Envelope.Context with { Attempt = failure.Attempt }, work.Handler.Name, work.Delivery.Message);
        try
        {
            await fallback(failure.Cause, work.Message, resolver).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            log.FallbackFailed(error, work.Handler.Name, options.ServiceName, failure.MessageId, failure.MessageName);
        }

        return resolver.Decision;
    }

    /// <returns>False when it is not to begin any more. An event's other handlers run on: it is finished rather than given back.</returns>
    private async Task<bool> TakePlaceAsync(HandlerShare work) =>
        await work.Place!.TakeAsync(work.IsOnlyHandler ? draining : CancellationToken.None).ConfigureAwait(false)
        && !work.Delivery.Gone.IsCancellationRequested;

    /// <returns>False when the service stops meanwhile, or the broker has taken the message back: then it comes again behind those that wait.</returns>
    private async Task<bool> WaitInPlaceAsync(HandlerShare work, Failure failure, TimeSpan delay)
    {
        work.Place?.Dispose();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(draining, work.Delivery.Gone);
        log.RetriedInPlace(
            failure.Handler.Name, options.ServiceName, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt, delay, failure.Error);
        failures.Retried(failure);
        try
        {
            await Task.Delay(delay, time, ended.Token).ConfigureAwait(false);
            return work.Place is null || await TakePlaceAsync(work).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task<object?> DispatchAsync(HandlerShare work, int number, HandlerAttempt attempt)
    {
        var (context, handler) = (work.Envelope.Context, work.Handler);
        return buses.DispatchAsync(context.Kind, work.Message, new DispatchOptions
        {
            MessageName = context.RoutingKey,
            Context = context.OfAttempt(number),
            OnlyHandler = handler.Name,
            Attempt = attempt,
            HandlerTimeout = options.HandlerTimeout,
            LogScope = log.IsEnabled(LogLevel.Critical)
                ? new DeliveryScope(log, options.ServiceName, brokerName, work.Delivery.Queue, handler.Name, context, number)
                : null,
        });
    }

    private async Task<HandlerOutcome> EndAsync(HandlerShare work, Failure failure, FailureAction action)
    {
        if (failure.Envelope.Context.Kind == MessageKind.Query)
        {
            // Somebody waits for the answer and its deadline: a late retry helps nobody.
            await replies.FailAsync(failure.Envelope, failure.Cause).ConfigureAwait(false);
            return HandlerOutcome.Done;
        }

        switch (action)
        {
            case FailureAction.Ack:
                log.Dropped(
                    failure.Cause, failure.Handler.Name, options.ServiceName, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt);
                return HandlerOutcome.Done;
            case FailureAction.Retry when work.HasDelayedRetry:
                await failures.RetryLaterAsync(failure, work.Policy.NextDelay(work.DelayedRetries)).ConfigureAwait(false);
                return HandlerOutcome.Done;
            case FailureAction.Requeue when failure.IsOnlyHandler && failure.Delivery.DeliveryCount >= options.DeliveryLimit:
                // The broker would give it up now, and know nothing of the handler or the error.
                await failures.DeadLetterAsync(
                    failure.Delivery, failure.Envelope, DeadLetterReason.RetriesExhausted, failure.Cause, failure.Handler.Name, failure.Attempt).ConfigureAwait(false);
                return HandlerOutcome.Done;
            case FailureAction.Requeue when failure.IsOnlyHandler:
                log.Requeued(
                    failure.Handler.Name, options.ServiceName, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt, failure.Error);
                return HandlerOutcome.Requeue;
            case FailureAction.Throw when failure.IsOnlyHandler:
                return HandlerOutcome.RequeueAndStop;
            case FailureAction.Requeue or FailureAction.Resend:
                await failures.ResendAsync(failure).ConfigureAwait(false);
                return HandlerOutcome.Done;
            case FailureAction.Throw:
                await failures.ResendAsync(failure).ConfigureAwait(false);
                return HandlerOutcome.DoneAndStop;
            default:
                var reason = action == FailureAction.Retry ? DeadLetterReason.RetriesExhausted : DeadLetterReason.Rejected;
                await failures.DeadLetterAsync(failure.Delivery, failure.Envelope, reason, failure.Cause, failure.Handler.Name, failure.Attempt).ConfigureAwait(false);
                return HandlerOutcome.Done;
        }
    }

    /// <summary>What cannot be read today cannot be read tomorrow: neither policy nor fallback is asked.</summary>
    private async Task<HandlerOutcome> RefuseAsync(Delivery delivery, Envelope envelope, HandlerDescriptor handler, Exception error, int attempts)
    {
        if (envelope.Context.Kind == MessageKind.Query) await replies.FailAsync(envelope, error).ConfigureAwait(false);
        else await failures.DeadLetterAsync(delivery, envelope, DeadLetterReason.Undecodable, error, handler.Name, attempts).ConfigureAwait(false);
        return HandlerOutcome.Done;
    }

    // Not that of a command which the handler dispatched: what that lacks the handler may supply on another try.
    private static bool IsUnreadable(Failure failure) =>
        failure.Cause is MessageHeaderException error && error.MessageId == failure.Envelope.Context.MessageId;

    private static Exception Cause(Exception error) => error is MessageDispatchException { InnerException: { } inner } ? inner : error;
}
