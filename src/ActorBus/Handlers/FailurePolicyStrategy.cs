using ActorBus.Pipeline;
using ActorBus.Recovery;
using Akka.Actor;
using Akka.Actor.Internal;

namespace ActorBus.Handlers;

/// <summary>The supervisor strategy of a handler's routees: the failure policy is its decider.</summary>
/// <remarks>
/// The directive says what happens to the routee, and with it what happens to the message: Resume drops it, Restart tries it again (at once by
/// the very routee that was restarted, as long as the policy allows, then later), Stop makes it a dead letter, Escalate leaves it in the queue
/// and stops the consumer. Dispatches from inside the process have no policy: their caller gets the failure, and the routee fresh state.
/// A child that fails by itself, without a message, is restarted at once a few times and then with growing pauses.
/// </remarks>
internal sealed class FailurePolicyStrategy : OneForOneStrategy
{
    private readonly HandlerPool _pool;
    private readonly Func<Exception, HandlerFailure?> _failureOf;
    private readonly Action<IActorRef, Directive, bool> _concluded;
    private readonly Action? _failedAlone;
    private readonly RestartWithBackoff _alone;

    /// <param name="pool">The handler.</param>
    /// <param name="failureOf">Returns the handler's failure behind an error of a child; null when the child itself is broken.</param>
    /// <param name="concluded">
    /// Called when the outcome is decided, before it is told: with the child, what happens to it, and whether the routee takes other messages; false
    /// when it is kept for the next try.
    /// </param>
    /// <param name="failedAlone">Called when a child has failed by itself, without a message, and is restarted, perhaps after a pause.</param>
    public FailurePolicyStrategy(
        HandlerPool pool, Func<Exception, HandlerFailure?> failureOf, Action<IActorRef, Directive, bool> concluded, Action? failedAlone = null)
        : base(-1, -1, error => Decide(pool.Handler?.SupervisorStrategy, failureOf(error), error), loggingEnabled: false)
    {
        _pool = pool;
        _failureOf = failureOf;
        _concluded = concluded;
        _failedAlone = failedAlone;
        _alone = new RestartWithBackoff(TimeProvider.System, pool.Log, onPause: pool.Troubles.Report);
    }

    /// <inheritdoc/>
    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        if (_failureOf(cause) is not { } failure)
        {
            // No message bears the blame, so none limits the restarts.
            _alone.ProcessFailure(context, restart, child, cause, stats, children);
            if (restart) _failedAlone?.Invoke();
            return;
        }

        // As Akka does beyond the limit of a strategy: the routee is stopped, and the one that takes its place counts from the beginning.
        var isAllowed = restart && IsAllowed(stats);
        if (isAllowed) RestartChild(child, cause, suspendFirst: false);
        else context.Stop(child);
        Conclude(child, failure, restart ? Directive.Restart : Directive.Stop, isAllowed ? Directive.Restart : Directive.Stop);
    }

    /// <inheritdoc/>
    protected override void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        // Akka calls it with every directive before it follows it; a failure that restarts or stops the routee is concluded afterwards.
        if (_failureOf(cause) is not { } failure) _pool.Log.RouteeFailed(_pool.Name, cause);
        else if (directive is Directive.Resume or Directive.Escalate) Conclude(child, failure, directive, directive);
    }

    private static Directive Decide(OneForOneStrategy? own, HandlerFailure? failure, Exception error)
    {
        // What cannot be made is made again after a pause, by its parent, and not at once by a restart.
        if (failure is null) return error is ActorInitializationException ? Directive.Stop : Directive.Restart;
        if (own is not null) return own.Decider.Decide(failure.Cause);
        return failure.Flow.Attempt?.Policy.ActionFor(failure.Cause) switch
        {
            FailureAction.Ack => Directive.Resume,
            FailureAction.Reject => Directive.Stop,
            FailureAction.Throw => Directive.Escalate,
            _ => Directive.Restart,
        };
    }

    private static FailureAction ActionOf(Directive directive) => directive switch
    {
        Directive.Resume => FailureAction.Ack,
        Directive.Stop => FailureAction.Reject,
        Directive.Escalate => FailureAction.Throw,
        _ => FailureAction.Retry,
    };

    /// <summary>Whether the limit and the window of a strategy of the user's own allow another restart.</summary>
    private bool IsAllowed(ChildRestartStats stats) =>
        _pool.Handler?.SupervisorStrategy is not { MaxNumberOfRetries: >= 0 } own
        || stats.RequestRestartPermission(own.MaxNumberOfRetries, own.WithinTimeRangeMilliseconds);

    /// <param name="child">The child that failed.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="decided">The directive, which decides about the message.</param>
    /// <param name="followed">What happens to the child.</param>
    private void Conclude(IActorRef child, HandlerFailure failure, Directive decided, Directive followed)
    {
        var isKept = false;
        if (failure.Flow.Attempt is { } attempt)
        {
            var action = _pool.Handler?.SupervisorStrategy is null ? attempt.Policy.ActionFor(failure.Cause) : ActionOf(decided);
            var mayTryAgain = action == FailureAction.Retry && followed == Directive.Restart && attempt.RetriesAtOnce > 0 && FailurePolicy.MayTryAtOnce(failure.Cause);
            isKept = attempt.Decide(action, failure.Cause, mayTryAgain ? failure.Routee : null);
        }

        _concluded(child, followed, !isKept);
        failure.Flow.Conclude(failure.Cause);
    }
}
