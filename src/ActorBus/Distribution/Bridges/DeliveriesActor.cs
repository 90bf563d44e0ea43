using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Takes the deliveries of a service: reads each, has its handlers tried, apart from each other, and settles it when every outcome is done or safely
/// stored. Parent: the consumer. No children. Restarted by the consumer: the one delivery that it failed on goes back, the others are not concerned.
/// </summary>
/// <remarks>
/// <para>
/// What a failed handler means is decided by the supervisor of its routees (<see cref="FailurePolicyStrategy"/>); this actor does it to the message: it
/// gives it again to the routee that was restarted, has it stored for later or as a dead letter, or has the consumer stop. What the handler threw
/// decides, not what the bus wrapped it in. An action that concerns the whole delivery (requeue, throw) becomes a copy addressed to this handler when the
/// delivery has others, so that they do not run again.
/// </para>
/// <para>
/// A message is settled only after its copy was confirmed: a crash between the two leaves one copy too many, never one too few. While the copy cannot be
/// stored the message stays unsettled and the storing is tried again, with growing pauses. A handler's success, where nothing waits for it, is settled
/// in the routee; this actor is not told.
/// </para>
/// </remarks>
internal sealed class DeliveriesActor : ReceiveActor
{
    private const int PassesInARow = 10;
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    private readonly DeliveryServices _services;
    private readonly DeliveryBook _book;
    private readonly Outage _outage;
    private readonly IActorRef _self;
    private readonly TryEnds _ends;
    private DeliveryRun? _taken;

    public DeliveriesActor(DeliveryServices services, DeliveryBook book)
    {
        _services = services;
        _book = book;
        _outage = new Outage(services.Time);
        _self = Self;
        _ends = new TryEnds(services, book.UnderWay, Self);
        Receive<Delivered>(OnDelivered);
        Receive<TryEnded>(OnTryEnded);
        Receive<Answered>(OnAnswered);
        Receive<FallbackDecided>(decided => Follow(decided.Share, decided.Failure, decided.Action, isKept: false));
        Receive<PauseEnded>(OnPauseEnded);
        Receive<Stored>(OnStored);
        Receive<StoreAgain>(again => Store(again.Storing));
        Receive<Abandoned>(OnAbandoned);
        Receive<Ended>(_ => TellWhenIdle());
        Receive<Begin>(begin => _book.Generation = begin.Generation);
        Receive<Gone>(OnGone);
        Receive<Close>(_ => OnClose());
        Receive<Unsubscribed>(OnUnsubscribed);
        Receive<GiveUpWaiting>(_ => OnGiveUpWaiting());
        Receive<GetCounts>(_ => Sender.Tell(new Counts(_book.Taken, _book.UnderWay.Count)));
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        var run = message switch
        {
            Delivered delivered => _taken ?? new DeliveryRun(delivered.Delivery, null, delivered.Generation),
            TryEnded ended => ended.Share.Run,
            Answered answered => answered.Run,
            FallbackDecided decided => decided.Share.Run,
            PauseEnded ended => ended.Share.Run,
            Stored stored => stored.Storing.Run,
            StoreAgain again => again.Storing.Run,
            _ => null,
        };
        if (run is not null) Self.Tell(new Abandoned(run, reason), ActorRefs.NoSender);
        base.PreRestart(reason, message);
    }

    // It may have failed before it told the consumer.
    protected override void PreStart() => TellWhenIdle();

    private void OnDelivered(Delivered delivered)
    {
        var delivery = delivered.Delivery;
        if (delivered.Generation != _book.Generation || _book.IsClosed)
        {
            // Where its channel is gone that does nothing: the broker delivers it again anyway.
            GiveBack(delivery, isCurrent: delivered.Generation == _book.Generation);
            return;
        }

        var budget = _services.Intake.Budget;
        var isTaken = budget.TryTake(out var isLast);
        if (isTaken) Take(delivery);
        if (isTaken && !isLast) return;
        CloseAndTell(ConsumerActor.HasTakenEnough.Instance);
        if (!isTaken) GiveBack(delivery, isCurrent: true);
    }

    private void Take(Delivery delivery)
    {
        _taken = null;
        _book.Taken++;
        if (delivery.Redelivered && JoinsRun(delivery)) return;
        _book.UnderWay.Begin();
        ActorBusMetrics.Consumed.Add(1);
        var isReadable = _services.Reader.TryRead(delivery, out var envelope, out var targets, out var refusal);
        var run = _taken = new DeliveryRun(delivery, envelope, _book.Generation);
        _book.Note(run);
        if (!isReadable)
        {
            // Somebody waits for the answer to a query, and nobody for its replay.
            if (envelope?.Context.Kind == MessageKind.Query) Await(run, null, _services.Replies.FailAsync(envelope, refusal!), isHandled: false);
            else StoreDeadLetter(run, null, refusal!.Reason, refusal, attempts: 1);
            return;
        }

        if (targets.Count == 0)
        {
            PassOn(run);
            return;
        }

        if (targets.Count == 1)
        {
            Start(Share(run, targets[0], isOnly: true));
            return;
        }

        // All are known before the first begins: one that ends at once is not the last.
        var shares = targets.Select(target => Share(run, target, isOnly: false)).ToArray();
        foreach (var share in shares) Start(share);
    }

    /// <summary>
    /// The broker delivers again what it had no answer to: the connection was cut, or a handler takes longer than the broker waits. Where a handler still
    /// has the message, it is not given to it a second time at once: the delivery is settled with that run.
    /// </summary>
    private bool JoinsRun(Delivery delivery)
    {
        if (_book.FindAdrift(delivery) is not { } run || !run.TryJoin(delivery, _book.Generation)) return false;
        _services.Log.Joined(
            Printable.IdOf(delivery.Message), delivery.Queue, _services.Options.ServiceName, string.Join("', '", run.Open.Select(share => share.Handler.Name)));
        return true;
    }

    /// <summary>
    /// An event that somebody bound the queue for, and no handler here listens to: another instance of the service, of another version, may have one. It
    /// goes to the tail of the queue some times, the same again after each delay of the service's retries, and at last becomes a dead letter. A retry for
    /// a handler that no instance has goes at last to the only one that listens.
    /// </summary>
    private void PassOn(DeliveryRun run)
    {
        var (delivery, context) = (run.Delivery, run.Envelope!.Context);
        if (_services.Reader.IsBoundForNothing(run.Envelope))
        {
            End(run);
            return;
        }

        var delays = delivery.Queue == _services.Copies.OwnQueue ? _services.Options.FailurePolicy.DelayedRetries : [];
        var limit = PassesInARow + (delays.Count * (PassesInARow + 1));
        var passes = delivery.Message.Number(WireHeaders.Passes, limit) + 1;
        if (passes > limit)
        {
            if (_services.Reader.SuccessorFor(run.Envelope) is { } successor)
            {
                Start(Share(run, successor, isOnly: true));
                return;
            }

            StoreDeadLetter(run, null, DeadLetterReason.NoHandler, _services.Reader.NobodyListens(context, limit), attempts: 0);
            return;
        }

        TimeSpan? delay = passes % (PassesInARow + 1) == 0 ? delays[(passes / (PassesInARow + 1)) - 1] : null;
        ActorBusMetrics.PassedOn.Add(1);
        _services.Log.PassedOn(Printable.IdOf(delivery.Message), Printable.Cut(context.RoutingKey), delivery.Queue, _services.Options.ServiceName, passes, limit);
        Store(new Storing(run, null, _services.Copies.PassOn(delivery, passes, delay), HandlerOutcome.Done, null, null));
    }

    private (HandlerShare Share, Exception? Fault) Share(DeliveryRun run, HandlerDescriptor handler, bool isOnly)
    {
        var envelope = run.Envelope!;
        var policy = handler.FailurePolicy ?? _services.Options.FailurePolicy;
        object message = "";
        string? key = null;
        Exception? fault = null;
        try
        {
            message = MessageFor(handler, run);
            key = policy.KeepOrder ? handler.PartitionKey?.Invoke(message, envelope.Context) : null;
        }
        catch (Exception error)
        {
            // What says the key may be anybody's code, and what it looks at anybody's message.
            fault = error;
        }

        var share = new HandlerShare(run, handler, message, policy, isOnly, _ends) { Key = fault is null ? key : null };
        // Deliveries that nobody settled were tries too: of a process that died, or is cut off.
        share.RetriesAtOnce = share.ImmediateRetries - (int)Math.Min(run.Delivery.DeliveryCount ?? 0, share.ImmediateRetries);
        run.Open.Add(share);
        return (share, fault);
    }

    private object MessageFor(HandlerDescriptor handler, DeliveryRun run)
    {
        var (converters, envelope, type) = (_services.Converters, run.Envelope!, handler.MessageType);
        try
        {
            return Nullable.GetUnderlyingType(type) is null
                ? converters.FromBytes(envelope.Body, envelope.Context.ContentType, type)
                : converters.FromBytesOrNull(envelope.Body, envelope.Context.ContentType, type) ?? NoValue.Instance;
        }
        catch (MessageConversionException error) when (run.Delivery.Message.ContentEncoding is { Length: > 0 } encoding && !IsPlain(encoding))
        {
            throw new MessageConversionException(
                $"{error.Message} Its content encoding is '{Printable.Cut(encoding)}', and no encoding is undone here: have the sender send it plain, or take it as byte[].", error.InnerException);
        }
    }

    private static bool IsPlain(string encoding) => encoding.ToUpperInvariant() is "UTF-8" or "UTF8" or "IDENTITY";

    private void Start((HandlerShare Share, Exception? Fault) begun)
    {
        var (share, fault) = begun;
        var envelope = share.Run.Envelope!;
        if (envelope.Deadline is { } deadline && deadline + ClockSlack < _services.Time.GetUtcNow())
        {
            Await(share.Run, share, _services.Replies.FailAsync(envelope, TooOld(envelope, deadline)), isHandled: false);
        }
        else if (fault is not null)
        {
            Refuse(share, fault);
        }
        else if (share.Key is null || _book.Lines.Enter((share.Handler.Name, share.Key), share))
        {
            TakePlace(share);
        }
    }

    private RefusedMessageException TooOld(Sending.Envelope envelope, DateTimeOffset deadline) => new(
        DeadLetterReason.Expired,
        $"The query '{Printable.Cut(envelope.Context.RoutingKey)}' was answerable until {deadline:O}, and here it is {_services.Time.GetUtcNow():O}. "
        + "It waited too long in the queue, or the clocks of the two services differ: compare them.");

    private void TakePlace(HandlerShare share)
    {
        if (_services.Intake.Waiting == 0)
        {
            Try(share);
        }
        else if (_book.Places < _services.Intake.Prefetch)
        {
            _book.Places++;
            share.HasPlace = true;
            Try(share);
        }
        else
        {
            share.State = ShareState.WaitsForPlace;
            _book.ForPlace.AddLast(share);
        }
    }

    private void LeavePlace(HandlerShare share)
    {
        if (!share.HasPlace) return;
        share.HasPlace = false;
        _book.Places--;
        if (_book.ForPlace.First is not { } next) return;
        _book.ForPlace.RemoveFirst();
        TakePlace(next.Value);
    }

    private void Try(HandlerShare share)
    {
        share.State = ShareState.Running;
        var (run, handler, options, log) = (share.Run, share.Handler, _services.Options, _services.Log);
        var envelope = run.Envelope!;
        var context = envelope.Context;
        // For what a fallback decides later no routee is kept.
        share.Attempt = new HandlerAttempt(share.Policy, FallbackOf(share) is null ? share.RetriesAtOnce : 0, share.Kept);
        share.Kept = null;
        var before = Activity.Current;
        share.Activity = MessageActivity.StartProcess(envelope, run.Delivery.Queue, handler.Name, _services.Broker.Name);
        _services.Buses.Dispatch(context.Kind, share.Message, new DispatchOptions
        {
            MessageName = context.RoutingKey,
            Context = context.OfAttempt(share.Number),
            OnlyHandler = handler.Name,
            Attempt = share.Attempt,
            HandlerTimeout = options.HandlerTimeout,
            LogScope = log.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Critical)
                ? new DeliveryScope(log, options.ServiceName, _services.BrokerName, run.Delivery.Queue, handler.Name, context, share.Number)
                : null,
        }, share);
        if (share.Activity is not null) Activity.Current = before;
    }

    private FailureFallback? FallbackOf(HandlerShare share) => share.Handler.Fallback ?? _services.Options.Fallback;

    private void OnTryEnded(TryEnded ended)
    {
        var (share, result, error) = ended;
        if (share.State != ShareState.Running) return;
        share.State = ShareState.Ends;
        share.Kept = share.Attempt!.Close();
        if (error is not null)
        {
            OnFailed(share, error);
        }
        else if (share.Run.Envelope!.Context.Kind == MessageKind.Query)
        {
            Await(share.Run, share, _services.Replies.AnswerAsync(share.Run.Envelope, result), isHandled: true);
        }
        else
        {
            _ends.Handled(share);
            End(share, HandlerOutcome.Done);
        }
    }

    private void OnFailed(HandlerShare share, Exception error)
    {
        var run = share.Run;
        var cause = error is MessageDispatchException { InnerException: { } inner } ? inner : error;
        if (share.Activity is { } activity)
        {
            activity.SetStatus(ActivityStatusCode.Error, cause.GetType().Name);
            activity.SetTag("error.type", cause.GetType().FullName);
            activity.Dispose();
            share.Activity = null;
        }

        // No failure of the handler: the service did not wait for it.
        if (cause is BusStoppedException)
        {
            // Somebody stopped the bus and not the service, which can handle nothing more.
            if (!_book.IsClosed) CloseAndTell(new ConsumerActor.CannotGoOn(cause.Message));
            End(share, HandlerOutcome.LeftToBroker);
            return;
        }

        if (IsUnreadable(run, cause))
        {
            Refuse(share, cause);
            return;
        }

        var failure = new Failure(run.Delivery, run.Envelope!, share.Handler, cause, share.Number, share.IsOnlyHandler);
        // Where the handler was not what failed no supervisor has seen it.
        var decision = share.Attempt!.DecisionOn(cause);
        var action = decision ?? share.Policy.ActionFor(cause);
        // The actor that ran it is gone, and nobody knows whether it saw the message: that is no failure that a policy may drop.
        if (cause is DispatchAbortedException && action == FailureAction.Ack) action = FailureAction.Requeue;
        if (FallbackOf(share) is { } fallback) AskFallback(fallback, share, failure, action);
        else Follow(share, failure, action, isKept: decision is not null);
    }

    private void AskFallback(FailureFallback fallback, HandlerShare share, Failure failure, FailureAction otherwise)
    {
        var log = _services.Log;
        var resolver = new FailureResolver(share.Run.Envelope!.Context with { Attempt = failure.Attempt }, share.Handler.Name, share.Run.Delivery.Message);
        // Elsewhere than here: it may be anybody's code, and take long.
        Task.Run(() => fallback(failure.Cause, share.Message, resolver)).PipeTo(
            _self,
            success: () => new FallbackDecided(share, failure, resolver.Decision ?? otherwise),
            failure: error =>
            {
                log.FallbackFailed(error, share.Handler.Name, _services.Options.ServiceName, failure.MessageId, failure.MessageName);
                return new FallbackDecided(share, failure, resolver.Decision ?? otherwise);
            });
    }

    private void Follow(HandlerShare share, Failure failure, FailureAction action, bool isKept)
    {
        if (share.State != ShareState.Ends) return;
        var mayTryAtOnce = isKept ? share.Kept is not null : share.RetriesAtOnce > 0 && FailurePolicy.MayTryAtOnce(failure.Cause);
        if (action == FailureAction.Retry && mayTryAtOnce)
        {
            share.RetriesAtOnce--;
            share.Number++;
            _services.Log.RetriedAtOnce(
                failure.Cause, share.Handler.Name, _services.Options.ServiceName, failure.MessageId, failure.MessageName, share.Run.Delivery.Queue, failure.Attempt);
            Retried(failure);
            Try(share);
            return;
        }

        ReleaseKept(share);
        if (action == FailureAction.Retry && share.MayWaitInPlace) Pause(share, failure);
        else Conclude(share, failure, action);
    }

    private void Pause(HandlerShare share, Failure failure)
    {
        var delay = share.Policy.NextDelay(share.DelayedRetries);
        _services.Log.RetriedInPlace(
            failure.Cause, failure.Handler.Name, _services.Options.ServiceName, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt, delay);
        Retried(failure);
        if (_book.IsGivingUp || share.Run.Generation != _book.Generation)
        {
            End(share, HandlerOutcome.LeftToBroker);
            return;
        }

        share.State = ShareState.Pausing;
        _book.Pausing.Add(share);
        share.Timer = _services.Time.TellLater(_self, new PauseEnded(share), delay);
        LeavePlace(share);
    }

    private void OnPauseEnded(PauseEnded ended)
    {
        var share = ended.Share;
        if (!_book.Pausing.Remove(share)) return;
        share.Timer?.Dispose();
        share.DelayedRetries++;
        share.Number++;
        share.RetriesAtOnce = share.ImmediateRetries;
        TakePlace(share);
    }

    private void Conclude(HandlerShare share, Failure failure, FailureAction action)
    {
        if (failure.Envelope.Context.Kind == MessageKind.Query)
        {
            // Somebody waits for the answer and its deadline: a late retry helps nobody.
            Await(share.Run, share, _services.Replies.FailAsync(failure.Envelope, failure.Cause), isHandled: false);
            return;
        }

        var (service, log) = (_services.Options.ServiceName, _services.Log);
        switch (action)
        {
            case FailureAction.Ack:
                log.Dropped(failure.Cause, failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt);
                End(share, HandlerOutcome.Done);
                break;
            case FailureAction.Retry when share.HasDelayedRetry:
                StoreForRetry(share, failure, _services.Copies.RetryLater(failure, share.Policy.NextDelay(share.DelayedRetries)), HandlerOutcome.Done);
                break;
            case FailureAction.Requeue when failure.IsOnlyHandler && failure.Delivery.DeliveryCount >= _services.Options.DeliveryLimit:
                // The broker would give it up now, and know nothing of the handler or the error.
                StoreDeadLetter(share.Run, share, DeadLetterReason.RetriesExhausted, failure.Cause, failure.Attempt);
                break;
            case FailureAction.Requeue when failure.IsOnlyHandler && failure.Delivery is { DeliveryCount: null, Redelivered: true }:
                // The broker does not count, so the message does: a copy with its attempts, until there were as many as the broker would have allowed.
                if (failure.Attempt > _services.Options.DeliveryLimit) StoreDeadLetter(share.Run, share, DeadLetterReason.RetriesExhausted, failure.Cause, failure.Attempt);
                else StoreForRetry(share, failure, _services.Copies.Resend(failure, anew: false), HandlerOutcome.Done);
                break;
            case FailureAction.Requeue when failure.IsOnlyHandler:
                log.Requeued(failure.Cause, failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt);
                End(share, HandlerOutcome.Requeue);
                break;
            case FailureAction.Throw when failure.IsOnlyHandler:
                log.LeftInQueue(failure.Cause, failure.Handler.Name, service, failure.MessageId, failure.MessageName, failure.Delivery.Queue, failure.Attempt);
                End(share, HandlerOutcome.RequeueAndStop);
                break;
            case FailureAction.Requeue or FailureAction.Resend:
                StoreForRetry(share, failure, _services.Copies.Resend(failure, anew: action == FailureAction.Resend), HandlerOutcome.Done);
                break;
            case FailureAction.Throw:
                StoreForRetry(share, failure, _services.Copies.Resend(failure, anew: false), HandlerOutcome.DoneAndStop);
                break;
            case FailureAction.Retry when share.Policy.AfterRetries != FailureAction.Reject:
                Conclude(share, failure, share.Policy.AfterRetries);
                break;
            default:
                StoreDeadLetter(
                    share.Run, share, action == FailureAction.Retry ? DeadLetterReason.RetriesExhausted : DeadLetterReason.Rejected, failure.Cause, failure.Attempt);
                break;
        }
    }

    /// <summary>What cannot be read today cannot be read tomorrow: neither policy nor fallback is asked.</summary>
    private void Refuse(HandlerShare share, Exception error)
    {
        share.State = ShareState.Ends;
        ReleaseKept(share);
        if (share.Run.Envelope!.Context.Kind == MessageKind.Query) Await(share.Run, share, _services.Replies.FailAsync(share.Run.Envelope, error), isHandled: false);
        else StoreDeadLetter(share.Run, share, DeadLetterReason.Undecodable, error, share.Number);
    }

    private void Await(DeliveryRun run, HandlerShare? share, Task answer, bool isHandled) => answer.PipeTo(
        _self, success: () => new Answered(run, share, isHandled, null), failure: error => new Answered(run, share, isHandled, error));

    private void OnAnswered(Answered answered)
    {
        // What does not answer is a defect of ours, not the handler's failure.
        if (answered.Error is not null) throw answered.Error;
        if (answered is { IsHandled: true, Share: { } handled }) _ends.Handled(handled);
        if (answered.Share is { } share) End(share, HandlerOutcome.Done);
        else End(answered.Run);
    }

    private void StoreForRetry(HandlerShare share, Failure failure, OutgoingMessage copy, HandlerOutcome outcome) =>
        Store(new Storing(share.Run, share, copy, outcome, failure, failure.Cause));

    private void StoreDeadLetter(DeliveryRun run, HandlerShare? share, DeadLetterReason reason, Exception cause, int attempts) => Store(new Storing(
        run, share, _services.Copies.DeadLetter(run.Delivery, run.Envelope, reason, cause, share?.Handler.Name, attempts), HandlerOutcome.Done, null, cause));

    private void Store(Storing storing) => _services.Publish(storing.Copy).PipeTo(
        _self,
        success: outcome => new Stored(storing, outcome),
        failure: error => new Stored(storing, new PublishOutcome(PublishStatus.Unknown, error.Message)));

    private void OnStored(Stored stored)
    {
        var (storing, outcome) = stored;
        if (storing.Run.HasEnded) return;
        if (outcome.Status != PublishStatus.Confirmed)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(1 << Math.Min(storing.Failures++, 5), 30));
            TellThatItFails(storing, outcome, pause);
            _ = TellLaterAsync(new StoreAgain(storing), pause);
            return;
        }

        if (_outage.End()) _services.Log.CanStoreAgain(_services.Options.ServiceName, _outage.Elapsed, _outage.Tries);
        if (storing.Failure is { } failure) Retried(failure);
        else if (storing.Cause is { } cause) _services.Observers.DeadLettered(storing.Run.Delivery.Message with { MessageId = storing.Copy.Message.MessageId }, storing.Share?.Handler.Name, cause);
        if (storing.Share is { } share) End(share, storing.Outcome);
        else End(storing.Run);
    }

    /// <summary>Tells this actor, unless it has been stopped or restarted meanwhile; then the copy is stored by its successor, or not at all.</summary>
    private async Task TellLaterAsync(object message, TimeSpan pause)
    {
        await Task.Delay(pause, _services.Time).ConfigureAwait(false);
        _self.Tell(message, ActorRefs.NoSender);
    }

    // All that is delivered may wait here while the broker is away: one line for them all.
    private void TellThatItFails(Storing storing, PublishOutcome outcome, TimeSpan pause)
    {
        var (log, service, id, queue) = (_services.Log, _services.Options.ServiceName, Printable.IdOf(storing.Copy.Message), storing.Copy.RoutingKey);
        _services.Troubles.Report(
            _self, new BrokerException($"A message cannot be stored in queue '{queue}', for a retry or as a dead letter, and stays unsettled: {outcome.Status}, {outcome.Reason}", isTransient: true),
            pause + _services.Options.SendTimeout);
        switch (_outage.Fail())
        {
            case OutageNews.First:
                log.CannotStore(service, id, queue, pause, outcome.Status, outcome.Reason);
                break;
            case OutageNews.Reminder:
                log.StillCannotStore(service, _outage.Elapsed, _outage.Tries, id, queue, outcome.Status, outcome.Reason);
                break;
        }
    }

    private void Retried(Failure failure) => _services.Observers.Retried(
        failure.Envelope.Context with { Attempt = failure.Attempt }, failure.Handler.Name, failure.Cause);

    private void End(HandlerShare share, HandlerOutcome outcome)
    {
        if (share.State == ShareState.Ended) return;
        share.State = ShareState.Ended;
        share.Timer?.Dispose();
        share.Activity?.Dispose();
        ReleaseKept(share);
        var run = share.Run;
        run.Note(outcome);
        run.Open.Remove(share);
        if (run.Open.Count == 0) End(run);
        LeavePlace(share);
        if (share.Key is null || _book.Lines.Leave((share.Handler.Name, share.Key), share) is not { } next) return;
        if (_book.IsGivingUp || next.Run.Generation != _book.Generation) End(next, HandlerOutcome.LeftToBroker);
        else TakePlace(next);
    }

    private void End(DeliveryRun run)
    {
        if (run.HasEnded) return;
        run.EndIt();
        switch (run.Outcome)
        {
            case HandlerOutcome.Done:
                _ends.Settle(run.Delivery);
                break;
            case HandlerOutcome.DoneAndStop:
                _ends.Settle(run.Delivery);
                CloseAndTell(ConsumerActor.StoppedByPolicy.Instance);
                break;
            case HandlerOutcome.Requeue:
                run.Delivery.Settle(Settlement.Requeue);
                break;
            case HandlerOutcome.RequeueAndStop:
                // While it is subscribed it would come again at once.
                CloseAndTell(ConsumerActor.StoppedByPolicy.Instance);
                GiveBack(run.Delivery, isCurrent: true);
                break;
        }

        _book.UnderWay.End();
        TellWhenIdle();
    }

    private static void ReleaseKept(HandlerShare share)
    {
        share.Kept?.Release();
        share.Kept = null;
    }

    // Not that of a command which the handler dispatched: what that lacks the handler may supply on another try.
    private static bool IsUnreadable(DeliveryRun run, Exception cause) =>
        cause is MessageHeaderException error && error.MessageId == run.Envelope!.Context.MessageId;

    /// <summary>This actor failed on a delivery. The message stays: given back, it counts towards the delivery limit.</summary>
    private void OnAbandoned(Abandoned abandoned)
    {
        var (run, error) = abandoned;
        if (run.HasEnded) return;
        _services.Log.ProcessingFailed(error, Printable.IdOf(run.Delivery.Message), run.Delivery.Queue, _services.Options.ServiceName);
        run.Note(HandlerOutcome.Requeue);
        foreach (var share in run.Open.ToArray()) End(share, HandlerOutcome.Requeue);
        End(run);
    }

    private void OnGone(Gone gone)
    {
        _book.Generation = gone.Generation;
        _book.Drift();
        GiveUp(share => share.Run.Generation != _book.Generation, alsoOthersOfAnEvent: true);
    }

    private void OnClose()
    {
        _book.IsClosed = true;
        _book.UnderWay.Stop();
        TellWhenIdle();
    }

    private void CloseAndTell(object why)
    {
        if (_book.IsClosed) return;
        OnClose();
        Context.Parent.Tell(why);
    }

    private void OnUnsubscribed(Unsubscribed unsubscribed)
    {
        _book.IsUnsubscribed = true;
        _book.LeavesToBroker = unsubscribed.LeavesToBroker;
        foreach (var delivery in _book.HeldBack.Where(_ => !unsubscribed.LeavesToBroker)) delivery.Settle(Settlement.Requeue);
        _book.HeldBack.Clear();
        TellWhenIdle();
    }

    private void OnGiveUpWaiting()
    {
        _book.IsGivingUp = true;
        GiveUp(_ => true, alsoOthersOfAnEvent: false);
    }

    /// <summary>Ends what waits and has not begun. An event's other handlers run on: it is finished rather than given back.</summary>
    private void GiveUp(Func<HandlerShare, bool> isMeant, bool alsoOthersOfAnEvent)
    {
        foreach (var share in _book.Lines.AllWaiting().Where(isMeant)) End(share, HandlerOutcome.LeftToBroker);
        foreach (var share in _book.ForPlace.Where(isMeant).ToArray())
        {
            if (!share.IsOnlyHandler && !alsoOthersOfAnEvent) continue;
            _book.ForPlace.Remove(share);
            End(share, HandlerOutcome.LeftToBroker);
        }

        foreach (var share in _book.Pausing.Where(isMeant).ToArray())
        {
            _book.Pausing.Remove(share);
            End(share, HandlerOutcome.LeftToBroker);
        }
    }

    // While it is subscribed it would get it again at once; and where there is an order, before one that is under way.
    private void GiveBack(Delivery delivery, bool isCurrent)
    {
        if (isCurrent && !_book.IsUnsubscribed) _book.HeldBack.Add(delivery);
        else if (!isCurrent || !_book.LeavesToBroker) delivery.Settle(Settlement.Requeue);
    }

    private void TellWhenIdle()
    {
        if (_book.IsClosed && _book.UnderWay.Count == 0) Context.Parent.Tell(ConsumerActor.Idle.Instance);
    }

    /// <summary>From the broker: a delivery of a subscription.</summary>
    internal sealed record Delivered(int Generation, Delivery Delivery) : IDeadLetterSuppression;

    /// <summary>From the consumer: take the deliveries of this subscription.</summary>
    internal sealed record Begin(int Generation) : IDeadLetterSuppression;

    /// <summary>From the consumer: the subscriptions before this one are gone, and the broker delivers again what was not settled.</summary>
    internal sealed record Gone(int Generation) : IDeadLetterSuppression;

    /// <summary>From the consumer: take no more. Answered with <see cref="ConsumerActor.Idle"/> once nothing is under way, perhaps several times.</summary>
    internal sealed record Close : IDeadLetterSuppression
    {
        public static readonly Close Instance = new();
    }

    /// <summary>From the consumer: nothing more is delivered; what was held back can go back.</summary>
    internal sealed record Unsubscribed(bool LeavesToBroker) : IDeadLetterSuppression;

    /// <summary>From the consumer: end what waits and has not begun.</summary>
    internal sealed record GiveUpWaiting : IDeadLetterSuppression
    {
        public static readonly GiveUpWaiting Instance = new();
    }

    /// <summary>From the consumer; answered with <see cref="Counts"/>.</summary>
    internal sealed record GetCounts : IDeadLetterSuppression
    {
        public static readonly GetCounts Instance = new();
    }

    /// <summary>How many deliveries were taken at all, and how many are under way.</summary>
    internal sealed record Counts(long Taken, int UnderWay) : IDeadLetterSuppression;

    /// <summary>A try at a message has ended.</summary>
    internal sealed record TryEnded(HandlerShare Share, object? Result, Exception? Error) : IDeadLetterSuppression;

    /// <summary>A reply to a query is on its way.</summary>
    private sealed record Answered(DeliveryRun Run, HandlerShare? Share, bool IsHandled, Exception? Error) : IDeadLetterSuppression;

    private sealed record FallbackDecided(HandlerShare Share, Failure Failure, FailureAction Action) : IDeadLetterSuppression;

    private sealed record PauseEnded(HandlerShare Share) : IDeadLetterSuppression;

    private sealed record Stored(Storing Storing, PublishOutcome Outcome) : IDeadLetterSuppression;

    private sealed record StoreAgain(Storing Storing) : IDeadLetterSuppression;

    private sealed record Abandoned(DeliveryRun Run, Exception Error) : IDeadLetterSuppression;

    /// <summary>A delivery has ended while the consumer stops.</summary>
    internal sealed record Ended : IDeadLetterSuppression
    {
        public static readonly Ended Instance = new();
    }
}
