namespace ActorBus.Actors.Pattern;

/// <summary>Starts its one child again, after a growing delay, when the strategy says restart; stops when the child stops by itself.</summary>
/// <remarks>Each restart is made of a stop and a later start, so that the failed child is gone during the delay.</remarks>
internal sealed class BackoffOnFailureSupervisor(BackoffOptions options, BackoffSpan span) : BackoffSupervisorBase(options, span)
{
    private IActorRef? _failed;

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child))
            return message is BackoffSupervisor.StartChild && _failed is not null || HandleBackoff(message);
        if (terminated.ActorRef.Equals(_failed))
            StartChildLater();
        else
            Context.Stop(Self);
        _failed = null;
        return true;
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(ChildStrategy.MaxNumberOfRetries, ChildStrategy.WithinTimeRangeMilliseconds, Decide);

    private Directive Decide(Exception failure)
    {
        var directive = ChildStrategy.Decider.Decide(failure);
        if (directive != Directive.Restart)
            return directive;
        if (RestartCountN == 0 && ChildStrategy.WithinTimeRangeMilliseconds > 0)
            ScheduleReset(TimeSpan.FromMilliseconds(ChildStrategy.WithinTimeRangeMilliseconds));
        if (MayStartAgain)
            _failed = Sender;
        else
            Context.Stop(Self);
        return Directive.Stop;
    }
}
