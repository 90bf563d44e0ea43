namespace ActorBus.Actors.Pattern;

/// <summary>Keeps one child alive: passes messages on to it and starts it again after a growing delay.</summary>
/// <remarks>
/// Its child is watched. A restart of the supervisor itself begins with a new child and the shortest delay. Messages from the
/// child go to the supervisor's parent, in the supervisor's name.
/// </remarks>
public abstract class BackoffSupervisorBase : ActorBase
{
    private readonly BackoffOptions _options;
    private readonly BackoffSpan _span;

    internal BackoffSupervisorBase(BackoffOptions options, BackoffSpan span)
    {
        _options = options;
        _span = span;
    }

    /// <summary>The child, or null while there is none.</summary>
    protected IActorRef? Child { get; set; }

    /// <summary>How many starts were made in a row.</summary>
    protected int RestartCountN { get; set; }

    /// <summary>Whether the message has passed after which the child may stop for good.</summary>
    protected bool FinalStopMessageReceived { get; set; }

    /// <summary>How the child is made.</summary>
    protected Props ChildProps => _options.ChildProps;

    /// <summary>The child's name.</summary>
    protected string ChildName => _options.ChildName;

    /// <summary>The answer to messages while there is no child.</summary>
    protected object? ReplyWhileStopped => _options.ReplyWhileStopped;

    /// <summary>Recognises the message after which the child may stop for good.</summary>
    protected Func<object, bool>? FinalStopMessage => _options.FinalStopMessage;

    internal OneForOneStrategy ChildStrategy => _options.Strategy;

    /// <summary>Starts the child.</summary>
    protected override void PreStart()
    {
        StartChild();
        base.PreStart();
    }

    /// <summary>Handles everything but the end of the child.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Always true.</returns>
    protected bool HandleBackoff(object message)
    {
        switch (message)
        {
            case BackoffSupervisor.StartChild:
                StartChild();
                if (_options.ResetAfter is { } after)
                    ScheduleReset(after);
                break;
            case BackoffSupervisor.Reset when _options.ResetAfter is null:
                RestartCountN = 0;
                break;
            case BackoffSupervisor.Reset:
                Unhandled(message);
                break;
            case BackoffSupervisor.ResetRestartCount reset:
                RestartCountN = reset.Current == RestartCountN ? 0 : RestartCountN;
                break;
            case BackoffSupervisor.GetRestartCount:
                Sender.Tell(new BackoffSupervisor.RestartCount(RestartCountN), Self);
                break;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(Child ?? ActorRefs.Nobody), Self);
                break;
            default:
                PassOn(message);
                break;
        }

        return true;
    }

    /// <summary>Schedules the next start of the child, which has just stopped.</summary>
    internal void StartChildLater()
    {
        Child = null;
        var delay = _span.DelayAfter(RestartCountN);
        RestartCountN++;
        Context.System.Scheduler.ScheduleTellOnce(delay, Self, BackoffSupervisor.StartChild.Instance, Self);
    }

    /// <summary>Whether one more start is within the limit.</summary>
    internal bool MayStartAgain => ChildStrategy.MaxNumberOfRetries < 0 || RestartCountN < ChildStrategy.MaxNumberOfRetries;

    /// <summary>Forgets the starts so far after that time, unless there were more in between.</summary>
    internal void ScheduleReset(TimeSpan after) =>
        Context.System.Scheduler.ScheduleTellOnce(after, Self, new BackoffSupervisor.ResetRestartCount(RestartCountN), Self);

    private void StartChild() => Child ??= Context.Watch(Context.ActorOf(ChildProps, ChildName));

    private void PassOn(object message)
    {
        if (Child is null)
            Refuse(message);
        else if (Child.Equals(Sender))
            Context.Parent.Tell(message, Self);
        else
            PassOn(message, Child);
    }

    private void PassOn(object message, IActorRef child)
    {
        child.Forward(message);
        FinalStopMessageReceived |= FinalStopMessage?.Invoke(message) ?? false;
    }

    private void Refuse(object message)
    {
        if (ReplyWhileStopped is { } reply)
            Sender.Tell(reply, Self);
        else
            Context.System.DeadLetters.Forward(message);
        if (FinalStopMessage?.Invoke(message) ?? false)
            Context.Stop(Self);
    }
}
