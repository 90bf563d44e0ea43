namespace ActorBus.Actors;

/// <summary>The base of all actors: processes one message at a time and owns its state alone.</summary>
/// <remarks>
/// An instance is made by the runtime, never with <c>new</c>. After a failure the supervisor may replace it by a fresh one; the
/// references and the mailbox stay. All members are called on the thread that runs the actor, which may change between messages.
/// </remarks>
public abstract class ActorBase : IInternalActor
{
    private SupervisorStrategy? _strategy;
    private IActorRef? _formerSelf;

    /// <summary>Attaches the actor to the context it is made in.</summary>
    /// <exception cref="ActorInitializationException">The actor was made with <c>new</c> outside of <see cref="Props"/>.</exception>
    protected ActorBase()
    {
        var cell = ActorCell.Current ?? throw new ActorInitializationException(
            $"A {GetType().Name} was made with 'new'; give Props.Create<{GetType().Name}>(...) to ActorOf, which makes it.");
        if (this is IWithTimers timed)
            timed.Timers = new TimerScheduler(cell);
        cell.Become(Receive);
    }

    /// <summary>The context of the actor that runs on this thread.</summary>
    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static IActorContext Context => ActorCell.Current ?? throw new NotSupportedException(
        "There is no actor context on this thread. It is available while an actor processes a message, and after an await in "
        + "ReceiveAsync unless ConfigureAwait(false) left it; keep Self and Sender in local variables for code that runs elsewhere.");

    /// <summary>The reference of this actor.</summary>
    protected IActorRef Self => _formerSelf ?? Context.Self;

    /// <summary>Who sent the current message; the dead letters if nobody did.</summary>
    protected IActorRef Sender => Context.Sender;

    /// <summary>A behaviour that knows no message.</summary>
    protected static Receive EmptyReceive { get; } = _ => false;

    IActorContext IInternalActor.ActorContext => Context;

    internal SupervisorStrategy Strategy => _strategy ??= (Context as ActorCell)?.Props.SupervisorStrategy ?? SupervisorStrategy();

    /// <summary>Processes a message; false when the actor does not know it.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Called for every message, to do something around its processing.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (message is TimerMessage timer)
        {
            var due = (this is IWithTimers { Timers: TimerScheduler timers }) ? timers.Due(timer) : null;
            if (due is null)
                return true;
            var cell = (ActorCell)Context;
            cell.CurrentMessage = message = due;
            if (due is IAutoReceivedMessage)
            {
                cell.AutoReceive(due);
                return true;
            }
        }

        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    /// <summary>Called before the first message, on every fresh start.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called after the last message; children have stopped already.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Called on the failed instance before it is replaced; stops the children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">The failure.</param>
    /// <param name="message">The message whose processing failed, if any.</param>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Called on the fresh instance instead of <see cref="PreStart"/>, which it calls.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Calls <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Cancels the timers and calls <see cref="PreRestart"/>.</summary>
    public virtual void AroundPreRestart(Exception cause, object? message)
    {
        CancelTimers();
        PreRestart(cause, message);
    }

    /// <summary>Calls <see cref="PostRestart"/>.</summary>
    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    /// <summary>Cancels the timers and calls <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop()
    {
        CancelTimers();
        PostStop();
    }

    /// <summary>The strategy this actor supervises its children by; asked once per incarnation.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actors.SupervisorStrategy.DefaultStrategy;

    /// <summary>Publishes an <see cref="UnhandledMessage"/>; fails with a <see cref="DeathPactException"/> for a <see cref="Terminated"/>.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the behaviour for the messages to come.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Goes back to the behaviour below the current one; the first one stays.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Asks for a <see cref="ReceiveTimeout"/> after each pause this long; null ends it.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    /// <summary>Keeps <see cref="Self"/> valid on an instance that has no context any more.</summary>
    internal void Detach(IActorRef self) => _formerSelf = self;

    private void CancelTimers()
    {
        if (this is IWithTimers { Timers: { } timers })
            timers.CancelAll();
    }
}
