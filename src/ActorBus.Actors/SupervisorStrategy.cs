namespace ActorBus.Actors;

/// <summary>What an actor does when one of its children fails.</summary>
/// <remarks>Runs on the supervisor's thread, while the failed child is suspended. One instance may serve several actors.</remarks>
public abstract class SupervisorStrategy
{
    /// <summary>Restarts; stops a child that did not start, was killed or broke a death pact.</summary>
    public static IDecider DefaultDecider { get; set; } = Actors.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    /// <summary>One for one, without a limit, by the <see cref="DefaultDecider"/>.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>One for one; every failure stops the child.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    /// <summary>Chooses the directive.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>False when failures are somebody else's to log.</summary>
    protected bool LoggingEnabled { get; set; } = true;

    internal bool LogsFailures => LoggingEnabled;

    /// <summary>The directive for the failure of one child.</summary>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>Called when a child has stopped.</summary>
    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <summary>Restarts or stops what the failure of a child concerns.</summary>
    /// <param name="context">The supervisor.</param>
    /// <param name="restart">True to restart, false to stop.</param>
    /// <param name="child">The child that failed.</param>
    /// <param name="cause">Its failure.</param>
    /// <param name="stats">Its restarts so far.</param>
    /// <param name="children">All children with their restarts.</param>
    public abstract void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>Logs a failure as the directive asks: a warning when resumed, an error when restarted or stopped, nothing when escalated.</summary>
    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        var text = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        LogEvent entry = directive == Directive.Resume
            ? new Warning(cause, child.Path.ToString(), GetType(), text)
            : new Error(cause, child.Path.ToString(), GetType(), text);
        context.System.EventStream.Publish(entry);
    }

    /// <summary>Restarts a child that is suspended, or is to be suspended first.</summary>
    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var reference = (IInternalActorRef)child;
        if (suspendFirst)
            reference.Suspend();
        reference.Restart(cause);
    }

    /// <summary>Lets a child go on after its failure.</summary>
    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    /// <summary>Decides, logs and acts; false when the supervisor itself is to fail.</summary>
    internal bool HandleFailure(
        IActorContext context, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        LogFailure(context, child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                ResumeChild(child, cause);
                return true;
            case Directive.Restart:
                ProcessFailure(context, true, child, cause, stats, children);
                return true;
            case Directive.Stop:
                ProcessFailure(context, false, child, cause, stats, children);
                return true;
            default:
                return false;
        }
    }
}
