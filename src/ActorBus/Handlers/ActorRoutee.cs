using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>Hands messages to a handler that is an actor itself, one at a time.</summary>
/// <remarks>
/// Parent: the handler's router. Children: the handler's actor, made from its Props and restarted when it fails (its state is lost then, and the
/// run fails with its exception), and the sender that it sees, one for each run. A query ends with the first reply. A command or event ends when
/// the actor has processed it (an Identify follows it through the same mailbox), and fails when it has replied <see cref="Status.Failure"/> by
/// then. An actor that stops itself is replaced; what it was given is given up, since nobody knows whether it saw it.
/// </remarks>
internal sealed class ActorRoutee : ReceiveActor
{
    private readonly Props _props;
    private readonly HandlerPool _pool;
    private readonly RouteeSlot? _slot;
    private IActorRef _actor = ActorRefs.Nobody;
    private IActorRef _replies = ActorRefs.Nobody;
    private CancellationTokenRegistration _givenUp;
    private MessageFlow? _current;
    private Exception? _failure;

    /// <param name="props">What makes the handler's actor.</param>
    /// <param name="pool">The handler.</param>
    /// <param name="slot">Its place in the pool; null for a routee that lives for one run.</param>
    public ActorRoutee(Props props, HandlerPool pool, RouteeSlot? slot)
    {
        _props = props;
        _pool = pool;
        _slot = slot;
        Receive<MessageFlow>(OnRun);
        Receive<RunReplies.Reply>(OnReply);
        Receive<GivenUp>(OnGivenUp);
        Receive<Routee.GoOn>(_ => OnGoOn());
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        StartActor();
        _slot?.Release(Self);
    }

    protected override void PostStop()
    {
        _slot?.Vacate();
        _current?.Abort(Self, "was stopped while it ran the handler", null);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new FailurePolicyStrategy(
        _pool, error => _current is { } run ? new HandlerFailure(run, _failure ?? error, _slot) : null,
        (_, _, goesOn) =>
        {
            Forget();
            if (goesOn) Next();
        });

    private void StartActor() => _actor = Context.Watch(Context.ActorOf(_props, "actor"));

    private void OnRun(MessageFlow flow)
    {
        if (_current is not null)
        {
            flow.Pool!.Submit(flow);
            return;
        }

        if (!flow.TryBegin())
        {
            Next();
            return;
        }

        _current = flow;
        _replies = Context.ActorOf(Props.Create(typeof(RunReplies), flow));
        _actor.Tell(flow.Dispatch.Message, _replies);
        if (flow.Dispatch.Kind == MessageKind.Query) WatchFor(flow);
        else _actor.Tell(new Identify(flow), _replies);
    }

    /// <summary>Nothing says that an actor has processed a query without a reply: the routee is free when the dispatch is given up.</summary>
    private void WatchFor(MessageFlow query)
    {
        var self = Self;
        _givenUp = query.Dispatch.CancellationToken.UnsafeRegister(_ => self.Tell(new GivenUp(query), ActorRefs.NoSender), null);
    }

    private void OnReply(RunReplies.Reply reply)
    {
        if (!ReferenceEquals(reply.Run, _current)) return;
        switch (reply.Message)
        {
            case Status.Failure failure:
                _failure ??= failure.Cause;
                if (_current.Dispatch.Kind == MessageKind.Query) End(_current, null, _failure);
                break;
            case var answer when _current.Dispatch.Kind == MessageKind.Query:
                End(_current, answer is Status.Success success ? success.Status : answer, null);
                break;
            // Without a subject the actor was gone, perhaps before it saw the message: its end decides.
            case ActorIdentity { Subject: not null }:
                End(_current, null, _failure);
                break;
        }
    }

    private void OnGoOn()
    {
        if (_current is null) Next();
    }

    private void OnGivenUp(GivenUp query)
    {
        if (ReferenceEquals(query.Run, _current)) End(_current, null, null);
    }

    private void OnTerminated(Terminated message)
    {
        if (!message.ActorRef.Equals(_actor)) return;
        var lost = _current;
        Forget();
        lost?.Abort(message.ActorRef, "stopped while it handled the message", null);
        StartActor();
        if (lost is not null) Next();
    }

    private void End(MessageFlow? flow, object? result, Exception? error)
    {
        if (flow is null) return;
        Forget();
        flow.End();
        Next();
        flow.Dispatch.Owner.HandlerDone(flow, result, error);
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

    /// <summary>The dispatch of a query was given up.</summary>
    private sealed record GivenUp(MessageFlow Run) : IDeadLetterSuppression;
}
