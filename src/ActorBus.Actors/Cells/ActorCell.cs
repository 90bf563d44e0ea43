namespace ActorBus.Actors.Cells;

/// <summary>
/// One actor from its creation to its end, across restarts: its context, its behaviour and the message it is processing.
/// Children, death watch, failure and receive timeout are kept by parts of their own.
/// </summary>
/// <remarks>All but what sends is used by the one thread that runs the actor.</remarks>
internal sealed class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? s_current;

    [ThreadStatic]
    private static WeakReference<ActorCell>? s_spokenFor;

    private readonly BehaviorStack _behaviors = new();
    private CurrentEnvelope _current;
    private Children? _children;
    private DeathWatch? _deathWatch;
    private ReceiveTimer? _receiveTimer;
    private ActorTaskScheduler? _taskScheduler;

    public ActorCell(LocalActorSystem system, CellRef self, Props props, InternalActorRefBase supervisor)
    {
        Home = system;
        SelfRef = self;
        Props = props;
        Supervisor = supervisor;
        Dispatcher = system.DispatcherFor(props).ForActor(this);
        Mailbox = new Mailbox(this, system.MailboxTypes.For(props).Create(self, system), Dispatcher);
        Lifecycle = new Lifecycle(this);
    }

    /// <summary>The actor that runs on this thread, or the one that a test on it speaks for; null if there is neither.</summary>
    public static ActorCell? Current => s_current ?? SpokenFor;

    public LocalActorSystem Home { get; }

    public CellRef SelfRef { get; }

    public Props Props { get; }

    public InternalActorRefBase Supervisor { get; }

    public MessageDispatcher Dispatcher { get; }

    public Mailbox Mailbox { get; }

    public Lifecycle Lifecycle { get; }

    public ActorBase? Actor { get; set; }

    /// <summary>The message being processed; after a failure the message that failed.</summary>
    public object? CurrentMessage
    {
        get => _current.Message;
        set => _current.Message = value;
    }

    /// <summary>Differs for each message, so that a stash can tell whether it has this one already.</summary>
    public long EnvelopeId => _current.Id;

    public bool IsTerminated => Mailbox.IsClosed;

    public Children Children => _children ?? Interlocked.CompareExchange(ref _children, new Children(), null) ?? _children;

    public bool HasChildren => _children is not null;

    /// <summary>True once the actor has watched or been watched.</summary>
    public bool HasDeathWatch => _deathWatch is not null;

    public DeathWatch DeathWatch => _deathWatch ??= new DeathWatch(this);

    public ReceiveTimer ReceiveTimer => _receiveTimer ??= new ReceiveTimer(this);

    public ActorTaskScheduler TaskScheduler => _taskScheduler ??= new ActorTaskScheduler(this);

    public IActorRef Self => SelfRef;

    public IActorRef Sender => _current.Sender ?? Home.DeadLetters;

    /// <summary>Changes the sender for a while; the caller puts the old one back.</summary>
    public IActorRef? ExchangeSender(IActorRef? sender)
    {
        var previous = _current.Sender;
        _current.Sender = sender;
        return previous;
    }

    public ActorSystem System => Home;

    public IActorRef Parent => Supervisor;

    public TimeSpan? ReceiveTimeout => _receiveTimer?.Duration;

    /// <summary>Marks this actor as the one that runs on this thread.</summary>
    public ActorCell? Enter()
    {
        var previous = s_current;
        s_current = this;
        return previous;
    }

    public static void Leave(ActorCell? previous) => s_current = previous;

    /// <summary>Lets what runs on this thread outside of actors send in the name of an actor, until the target is taken away.</summary>
    /// <remarks>A thread lives longer than a test, so it must not keep the test's actor and with it a whole system.</remarks>
    public static void SpeakFor(WeakReference<ActorCell>? actor) => s_spokenFor = actor;

    public void Invoke(object message, IActorRef? sender)
    {
        _current.Id++;
        _current.Message = message;
        _current.Sender = sender;
        _receiveTimer?.MessageComing(message);
        try
        {
            if (message is IAutoReceivedMessage)
                AutoReceive(message);
            else
                Receive(message);
            if (!Lifecycle.IsAwaiting)
                CurrentMessage = null;
        }
        catch (Exception failure)
        {
            Lifecycle.Failed(failure);
        }

        if (_receiveTimer is not null && !Lifecycle.IsAwaiting)
            _receiveTimer.MessageDone(message);
    }

    /// <summary>Processes system messages, oldest first; some wait until the actor is ready for them.</summary>
    public void SystemInvoke(SystemMessage? message)
    {
        while (message is not null)
        {
            var next = message.Next;
            message.Next = null;
            if (IsTerminated)
                message.Bounce();
            else
                next = Lifecycle.Process(message, next);
            message = next;
        }
    }

    public void Receive(object message) => Actor!.AroundReceive(_behaviors.Top, message);

    public void AutoReceive(object message)
    {
        if (Home.Settings.DebugAutoReceive)
            Debug($"received AutoReceiveMessage {message}");
        switch (message)
        {
            case Terminated terminated:
                if (_deathWatch is not null && _deathWatch.TryTakeQueued(terminated.ActorRef, out var custom))
                    Receive(CurrentMessage = custom ?? terminated);
                break;
            case PoisonPill:
                SelfRef.Stop();
                break;
            case Kill:
                throw new ActorKilledException($"'{SelfRef.Path}' received Kill.");
            case Identify question:
                Sender.Tell(new ActorIdentity(question.MessageId, SelfRef), SelfRef);
                break;
            case ActorSelectionMessage selection:
                SelectionDelivery.Deliver(SelfRef, selection, _current.Sender);
                break;
            default:
                Receive(message);
                break;
        }
    }

    public IActorRef ActorOf(Props props, string? name = null) => ChildFactory.Create(this, props, name);

    public ActorSelection ActorSelection(string actorPath) => Selections.From(Home, SelfRef, actorPath);

    public ActorSelection ActorSelection(ActorPath actorPath) => Selections.From(Home, actorPath);

    public IActorRef Child(string name) => _children?.Find(name) ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => _children?.All() ?? [];

    public void Stop(IActorRef child)
    {
        _children?.MarkDying(child);
        InternalActorRefBase.Of(child).Stop();
    }

    public IActorRef Watch(IActorRef subject) => DeathWatch.Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message) => DeathWatch.Watch(subject, message);

    public IActorRef Unwatch(IActorRef subject) => DeathWatch.Unwatch(subject);

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is not null || _receiveTimer is not null)
            ReceiveTimer.Set(timeout);
    }

    public void Become(Receive receive) => _behaviors.Replace(Logged(receive));

    public void BecomeStacked(Receive receive) => _behaviors.Push(Logged(receive));

    public void UnbecomeStacked() => _behaviors.Pop();

    public void Become(UntypedReceive receive) => Become(Handled(receive));

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Handled(receive));

    public void ClearBehaviors() => _behaviors.Clear();

    /// <summary>Publishes an entry at debug level in the name of this actor.</summary>
    public void Debug(string text) => Home.EventStream.Publish(new Debug(SelfRef.Path.ToString(), Props.Type, text));

    private static ActorCell? SpokenFor => s_spokenFor is { } known && known.TryGetTarget(out var cell) ? cell : null;

    private Receive Logged(Receive receive) => !Home.Settings.AddLoggingReceive || !Props.Type.IsAssignableTo(typeof(ILogReceive))
        ? receive
        : message =>
        {
            var handled = receive(message);
            Debug($"received {(handled ? "handled" : "unhandled")} message {message} from {Sender.Path}");
            return handled;
        };

    private static Receive Handled(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };
}
