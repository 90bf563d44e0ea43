using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>Hands messages to a handler that is an actor itself, one at a time.</summary>
/// <remarks>
/// Parent: the handler's router. Child: the handler's actor, made from its Props and restarted when it fails; its state is lost then, and the
/// run fails with its exception. A query ends with the reply to Sender. A command or event ends when the actor has processed it
/// (an Identify follows it through the same mailbox), or fails when it replies <see cref="Status.Failure"/>.
/// </remarks>
internal sealed class ActorRoutee : ReceiveActor
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);
    private readonly Props _props;
    private readonly RouteeSlot? _slot;
    private IActorRef _actor = ActorRefs.Nobody;
    private MessageFlow? _current;

    /// <param name="props">What makes the handler's actor.</param>
    /// <param name="slot">Its place in the pool; null for a routee that lives for one run.</param>
    public ActorRoutee(Props props, RouteeSlot? slot)
    {
        _props = props;
        _slot = slot;
        Receive<MessageFlow>(OnRun);
        Receive<ActorIdentity>(OnProcessed);
        Receive<Answered>(OnAnswered);
        Receive<Status.Failure>(failure => End(_current, null, failure.Cause));
        Receive<Terminated>(OnTerminated);
        // The reply of a command or event says nothing; see OnProcessed.
        ReceiveAny(_ => { });
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

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        -1, -1,
        error =>
        {
            End(_current, null, error);
            return Directive.Restart;
        },
        loggingEnabled: false);

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
        if (flow.Dispatch.Kind == MessageKind.Query)
        {
            _ = AskAsync(flow, _actor, Self);
            return;
        }

        _actor.Tell(flow.Dispatch.Message, Self);
        _actor.Tell(new Identify(flow), Self);
    }

    private static async Task AskAsync(MessageFlow flow, IActorRef actor, IActorRef self)
    {
        Answered answered;
        try
        {
            // The dispatch has a limit of its own and fires the token then.
            var answer = await actor.Ask<object>(flow.Dispatch.Message, Forever, flow.Dispatch.CancellationToken).ConfigureAwait(false);
            answered = new Answered(flow, answer is Status.Success success ? success.Status : answer, null);
        }
        catch (Exception error)
        {
            answered = new Answered(flow, null, error);
        }

        self.Tell(answered, ActorRefs.NoSender);
    }

    private void OnAnswered(Answered answered)
    {
        if (ReferenceEquals(answered.Flow, _current)) End(_current, answered.Answer, answered.Error);
    }

    private void OnProcessed(ActorIdentity identity)
    {
        if (ReferenceEquals(identity.MessageId, _current)) End(_current, null, null);
    }

    private void OnTerminated(Terminated message)
    {
        if (!message.ActorRef.Equals(_actor)) return;
        var lost = _current;
        _current = null;
        lost?.Abort(message.ActorRef, "stopped while it handled the message", null);
        StartActor();
        if (lost is not null) Next();
    }

    private void End(MessageFlow? flow, object? result, Exception? error)
    {
        if (flow is null) return;
        _current = null;
        flow.End();
        Next();
        flow.Dispatch.Owner.HandlerDone(flow, result, error);
    }

    private void Next()
    {
        if (_slot is null) Context.Stop(Self);
        else _slot.Release(Self);
    }

    /// <summary>The actor has replied to a query.</summary>
    private sealed record Answered(MessageFlow Flow, object? Answer, Exception? Error);
}
