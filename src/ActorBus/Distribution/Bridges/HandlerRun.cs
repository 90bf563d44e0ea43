using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;
using ActorBus.Serialization;

namespace ActorBus.Distribution.Bridges;

/// <summary>Runs one handler for one message from outside, again and again as its failure policy says.</summary>
/// <remarks>
/// What the handler threw decides, not what the bus wrapped it in. An action that concerns the whole delivery (requeue, throw)
/// becomes a copy addressed to this handler when the delivery has others, so that they do not run again.
/// </remarks>
internal sealed class HandlerRun(
    DistributionOptions options, LocalBuses buses, MessageConverters converters, FailurePath failures, ReplySender replies,
    MessageObservers observers, string system, TimeProvider time, ILoggingAdapter log)
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    /// <summary>Runs the handler and brings its share of the delivery to an end.</summary>
    public async Task<HandlerOutcome> RunAsync(Delivery delivery, Envelope envelope, HandlerDescriptor handler, bool isOnly)
    {
        if (envelope.Deadline is { } deadline && deadline + ClockSlack < time.GetUtcNow())
        {
            log.Debug("The query '{0}' is older than its deadline; nobody waits for the answer.", envelope.Context.MessageId);
            return HandlerOutcome.Done;
        }

        object message;
        try
        {
            message = converters.FromBytes(envelope.Body, envelope.Context.ContentType, handler.MessageType);
        }
        catch (MessageConversionException error)
        {
            if (envelope.Context.Kind == MessageKind.Query) await replies.FailAsync(envelope, error).ConfigureAwait(false);
            else await failures.DeadLetterAsync(delivery, envelope, DeadLetterReason.Undecodable, error, handler.Name, envelope.Context.Attempt).ConfigureAwait(false);
            return HandlerOutcome.Done;
        }

        var policy = handler.FailurePolicy ?? options.FailurePolicy;
        for (var tries = 1; ; tries++)
        {
            var attempt = envelope.Context.Attempt + tries - 1;
            using var activity = MessageActivity.StartProcess(envelope, delivery.Queue, handler.Name, system);
            object? result;
            try
            {
                result = await DispatchAsync(envelope, handler, message, attempt).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                var cause = Cause(error);
                activity?.SetStatus(ActivityStatusCode.Error, cause.GetType().Name);
                activity?.SetTag("error.type", cause.GetType().FullName);
                var action = policy.ActionFor(cause);
                if (action != FailureAction.Retry || tries > policy.ImmediateRetries)
                    return await EndAsync(new Failure(delivery, envelope, handler, cause, attempt, isOnly), policy, action).ConfigureAwait(false);

                log.Warning(
                    "Handler '{0}' failed on '{1}' (attempt {2}), trying again at once: {3}", handler.Name, envelope.Context.MessageId,
                    attempt, cause.Message);
                observers.Retried(envelope.Context with { Attempt = attempt }, handler.Name, cause);
                continue;
            }

            if (envelope.Context.Kind == MessageKind.Query) await replies.AnswerAsync(envelope, result).ConfigureAwait(false);
            observers.Handled(envelope.Context with { Attempt = attempt }, handler.Name);
            return HandlerOutcome.Done;
        }
    }

    private Task<object?> DispatchAsync(Envelope envelope, HandlerDescriptor handler, object message, int attempt) =>
        buses.DispatchAsync(envelope.Context.Kind, message, new DispatchOptions
        {
            MessageName = envelope.Context.RoutingKey,
            Context = envelope.Context with { Attempt = attempt },
            OnlyHandler = handler.Name,
            Timeout = handler.Timeout ?? options.HandlerTimeout,
        });

    private async Task<HandlerOutcome> EndAsync(Failure failure, FailurePolicy policy, FailureAction action)
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
                log.Error(failure.Cause, "Handler '{0}' failed on '{1}'; the message is dropped, as its failure policy says.", failure.Handler.Name, failure.Envelope.Context.MessageId);
                return HandlerOutcome.Done;
            case FailureAction.Retry when failure.Envelope.Retry.DelayedRetries < policy.DelayedRetries.Count:
                await failures.RetryLaterAsync(failure, policy.DelayedRetries[failure.Envelope.Retry.DelayedRetries]).ConfigureAwait(false);
                return HandlerOutcome.Done;
            case FailureAction.Requeue when failure.IsOnlyHandler:
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

    private static Exception Cause(Exception error) => error is MessageDispatchException { InnerException: { } inner } ? inner : error;
}
