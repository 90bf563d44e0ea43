using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>Hands messages to a handler that is an actor itself, one at a time.</summary>
/// <remarks>
/// Parent: the handler's router. Children: the handler's actor, unless it is one that exists already, and the sender that it sees, one for each
/// run. A message is handled when the actor says so: by any reply, by <see cref="Status.Success"/>; <see cref="Status.Failure"/> fails it, and
/// so does silence beyond the time limit. What a crash of the actor means for it and for the message is decided by
/// <see cref="FailurePolicyStrategy"/>. An actor that stops itself is made again, at once and then with growing pauses, and so is one that
/// cannot be made; the pauses begin anew once it has handled a message or lived for a minute. What it was given is given up, since nobody knows
/// whether it saw it. While there is no actor, or it has just failed without a message, messages wait in the pool.
/// </remarks>
internal sealed class ActorRoutee : ReceiveActor, IWithTimers
{
    private const string Again = "again";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FindLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(60);

    private readonly HandlerActor _handler;
    private readonly HandlerPool _pool;
    private readonly RouteeSlot? _slot;
    private readonly CancellationTokenSource _lifetime = new();
    private IActorRef _actor = ActorRefs.Nobody;
    private IActorRef _replies = ActorRefs.Nobody;
    private CancellationTokenRegistration _givenUp;
    private MessageFlow? _current;
    private MessageFlow? _first;
    private Exception? _failure;
    private Exception? _broken;
    private Question? _question;
    private long _startedAt;
    private int _starts;

    /// <param name="handler">The handler's actor.</param>
    /// <param name="pool">The handler.</param>
    /// <param name="slot">Its place in the pool; null for a routee that lives for one run.</param>
    public ActorRoutee(HandlerActor handler, HandlerPool pool, RouteeSlot? slot)
    {
        _handler = handler;
        _pool = pool;
        _slot = slot;
        Become(Starting);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Start();

    protected override void PostStop()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
        _slot?.Vacate();
        var comesFromAbove = Ending.ComesFromAbove(Context);
        _first?.Stop(Self, comesFromAbove, "was stopped before it ran the handler");
        _current?.Stop(Self, comesFromAbove, "was stopped while it ran the handler");
    }

    protected override SupervisorStrategy SupervisorStrategy() => new FailurePolicyStrategy(
        _pool, FailureOf,
        (_, directive, goesOn) =>
        {
            Forget();
            _starts = 0;
            // One that is stopped is followed by another when its end has come.
            Become(directive == Directive.Stop ? Starting : Idle);
            if (goesOn && directive != Directive.Stop) Next();
        },
        OnFailedAlone);

    private HandlerFailure? FailureOf(Exception error)
    {
        if (_current is { } run && error is not ActorInitializationException) return new HandlerFailure(run, _failure ?? error, _slot);
        _broken = error;
        return null;
    }

    private void Starting()
    {
        Receive<StartAgain>(_ => Start());
        Receive<Found>(found => OnFound(found.Actor));
        Receive<NotFound>(OnNotFound);
        Receive<ActorIdentity>(_ => OnAnswered(), identity => ReferenceEquals(identity.MessageId, _question) && _actor.Equals(identity.Subject));
        Receive<Terminated>(OnTerminated);
        Receive<MessageFlow>(Postpone);
        Receive<Routee.GoOn>(_ => { });
        ReceiveLate();
    }

    private void Idle()
    {
        Receive<MessageFlow>(OnRun);
        Receive<Routee.GoOn>(_ => Next());
        Receive<Terminated>(OnTerminated);
        ReceiveLate();
    }

    private void Running()
    {
        Receive<MessageFlow>(Postpone);
        Receive<RunReplies.Reply>(OnReply, reply => ReferenceEquals(reply.Run, _current));
        Receive<GivenUp>(_ => End(null, null), query => ReferenceEquals(query.Run, _current));
        Receive<Routee.GoOn>(_ => { });
        Receive<Terminated>(OnTerminated);
        ReceiveLate();
    }

    /// <summary>The actor has stopped while it had a message; what it replied before is on its way.</summary>
    private void AwaitingLast()
    {
        Receive<MessageFlow>(Postpone);
        Receive<RunReplies.Reply>(OnReply, reply => ReferenceEquals(reply.Run, _current));
        Receive<Routee.GoOn>(_ => { });
        ReceiveLate();
    }

    private void ReceiveLate()
    {
        // Of a run that has ended, or of an actor that could not be made: dead letters answer for it.
        Receive<ActorIdentity>(_ => { });
        Receive<RunReplies.Reply>(_ => { });
        Receive<GivenUp>(_ => { });
    }

    private void Start()
    {
        Become(Starting);
        if (_handler.Find is { } find)
        {
            var token = _lifetime.Token;
            find(Context.System, token).WaitAsync(FindLimit, token).PipeTo(Self, success: actor => new Found(actor), failure: error => new NotFound(error));
            return;
        }

        Props props;
        try
        {
            props = _handler.Make!(Context.System);
        }
        catch (Exception error)
        {
            OnNotFound(new NotFound(error));
            return;
        }

        OnFound(Context.ActorOf(props));
    }

    private void OnFound(IActorRef actor)
    {
        _actor = Context.Watch(actor);
        _startedAt = TimeProvider.System.GetTimestamp();
        // Answered once it is made; where that fails its end comes instead.
        if (_handler.Make is null) OnStarted();
        else Ask(isLast: false);
    }

    private void Ask(bool isLast)
    {
        _question = new Question(isLast);
        _actor.Tell(new Identify(_question));
    }

    /// <summary>It has started. Asked a second time, it answers after what it told itself while it started, and whether that fails is known.</summary>
    private void OnAnswered()
    {
        if (_question!.IsLast) OnStarted();
        else Ask(isLast: true);
    }

    /// <summary>It is restarted, now or after a pause, and answers when that is done: no message needs to wait in its mailbox.</summary>
    private void OnFailedAlone()
    {
        _slot?.Vacate();
        Become(Starting);
        Ask(isLast: false);
    }

    private void OnStarted()
    {
        Become(Idle);
        if (_first is { } first)
        {
            _first = null;
            OnRun(first);
        }
        else
        {
            _slot?.Release(Self);
        }
    }

    private void OnNotFound(NotFound failed)
    {
        if (_lifetime.IsCancellationRequested) return;
        var pause = Pause();
        _pool.Log.HandlerActorMissing(_pool.Name, _handler.Name, pause, failed.Error);
        _pool.Troubles.Report(Self, failed.Error, pause + (_handler.Find is null ? TimeSpan.Zero : FindLimit));
        StartAfter(pause);
    }

    private void OnTerminated(Terminated message)
    {
        if (!message.ActorRef.Equals(_actor)) return;
        _slot?.Vacate();
        _actor = ActorRefs.Nobody;
        if (_current is null)
        {
            OnGone();
            return;
        }

        // The news of its end overtakes its last reply, and that counts.
        Become(AwaitingLast);
        _replies.Tell(new LastReply(message.ActorRef));
    }

    private void OnGone()
    {
        if (TimeProvider.System.GetElapsedTime(_startedAt) > Well) _starts = 0;
        var pause = Pause();
        if (pause > TimeSpan.Zero && _slot is not null) Report(pause);
        _broken = null;
        StartAfter(pause);
    }

    private void Report(TimeSpan pause)
    {
        if (_broken is null)
        {
            _broken = new ActorBusException(
                $"The actor {_handler.Name} of handler '{_pool.Name}' stopped by itself before it had handled a message. Find out why it stops, or have it wait for one.");
            _pool.Log.HandlerActorMissing(_pool.Name, _handler.Name, pause, _broken);
        }

        _pool.Troubles.Report(Self, _broken, pause);
    }

    private void StartAfter(TimeSpan pause)
    {
        Become(Starting);
        if (_slot is null) Context.Stop(Self);
        else if (pause == TimeSpan.Zero) Start();
        else Timers.StartSingleTimer(Again, StartAgain.Instance, pause);
    }

    /// <summary>None before the first start after one that has handled a message, then longer and longer.</summary>
    private TimeSpan Pause()
    {
        var pause = _starts == 0 ? TimeSpan.Zero : FirstPause * (1 << Math.Min(_starts - 1, 10));
        _starts++;
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>There is no actor at the moment: back into the pool; a routee for one run keeps its own.</summary>
    private void Postpone(MessageFlow flow)
    {
        if (_slot is null && _current is null) _first = flow;
        else flow.Pool!.Submit(flow);
    }

    private void OnRun(MessageFlow flow)
    {
        if (!flow.TryBegin())
        {
            Next();
            return;
        }

        Become(Running);
        _current = flow;
        _replies = Context.ActorOf(Props.Create(typeof(RunReplies), flow));
        var self = Self;
        _givenUp = flow.Dispatch.CancellationToken.UnsafeRegister(_ => self.Tell(new GivenUp(flow), ActorRefs.NoSender), null);
        _actor.Tell(flow.Dispatch.Message, _replies);
        if (EndsWhenProcessed(flow)) _actor.Tell(new Identify(flow), _replies);
    }

    private void OnReply(RunReplies.Reply reply)
    {
        var run = _current!;
        switch (reply.Message)
        {
            case LastReply { Actor: var actor }:
                Forget();
                run.Abort(actor, "stopped while it handled the message", null);
                OnGone();
                break;
            case Status.Failure failure when EndsWhenProcessed(run):
                _failure ??= failure.Cause;
                break;
            case Status.Failure failure:
                End(null, failure.Cause);
                break;
            case ActorIdentity identity when ReferenceEquals(identity.MessageId, run):
                // Without a subject the actor was gone, perhaps before it saw the message: its end decides.
                if (identity.Subject is not null) End(null, _failure);
                break;
            case var answer when !EndsWhenProcessed(run):
                End(answer is Status.Success success ? success.Status : answer, null);
                break;
        }
    }

    private bool EndsWhenProcessed(MessageFlow run) => _pool.Handler!.HandledWhenProcessed && run.Dispatch.Kind != MessageKind.Query;

    private void End(object? result, Exception? error)
    {
        var run = _current!;
        Forget();
        _starts = 0;
        run.End();
        if (_actor.IsNobody())
        {
            OnGone();
        }
        else
        {
            Become(Idle);
            Next();
        }

        run.Dispatch.Owner.HandlerDone(run, run.Dispatch.Kind == MessageKind.Query ? result : null, error);
    }

    private void Forget()
    {
        if (_current is null) return;
        _current = null;
        _failure = null;
        _givenUp.Unregister();
        Context.Stop(_replies);
    }

    private void Next()
    {
        if (_slot is null) Context.Stop(Self);
        else _slot.Release(Self);
    }

    /// <summary>Comes back after everything that the actor replied before it stopped.</summary>
    private sealed record LastReply(IActorRef Actor) : IDeadLetterSuppression;

    /// <summary>Asks the actor whether it has started.</summary>
    private sealed class Question(bool isLast)
    {
        public bool IsLast => isLast;
    }

    /// <summary>The dispatch was given up.</summary>
    private sealed record GivenUp(MessageFlow Run) : IDeadLetterSuppression;

    private sealed record Found(IActorRef Actor) : IDeadLetterSuppression;

    private sealed record NotFound(Exception Error) : IDeadLetterSuppression;

    private sealed class StartAgain : IDeadLetterSuppression
    {
        public static readonly StartAgain Instance = new();
    }
}
