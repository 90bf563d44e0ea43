using Akka.Actor;
using Akka.Actor.Internal;
using Microsoft.Extensions.Logging;

namespace ActorBus.Pipeline;

/// <summary>Restarts each child that fails by itself: at once a few times, then with growing pauses.</summary>
/// <remarks>
/// Nothing is lost by a pause: the child keeps its mailbox, its reference and its children, and is suspended as every child that failed is until its
/// supervisor has decided. So a child that cannot be made, or fails again and again, costs next to nothing. It counts from the beginning once it has
/// been well for a while. Used by the supervisor's own thread only.
/// </remarks>
internal sealed class RestartWithBackoff : OneForOneStrategy
{
    private const int AtOnce = 10;
    private const int MostKnown = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, (int Count, long LastAt)> _failures = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<IActorRef, Exception, TimeSpan>? _onPause;

    /// <param name="time">The clock.</param>
    /// <param name="log">Gets a line for each pause; the failure itself is logged by Akka.</param>
    /// <param name="decider">Decides about errors other than by a restart; null for none.</param>
    /// <param name="onPause">Called with a child that is not restarted at once, its error and the pause.</param>
    public RestartWithBackoff(
        TimeProvider time, ILogger log, Func<Exception, Directive>? decider = null, Action<IActorRef, Exception, TimeSpan>? onPause = null)
        : base(-1, -1, decider ?? (_ => Directive.Restart))
    {
        _time = time;
        _log = log;
        _onPause = onPause;
    }

    /// <inheritdoc/>
    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        if (!restart)
        {
            base.ProcessFailure(context, restart, child, cause, stats, children);
            return;
        }

        var failures = Count(child.Path.Name);
        if (failures <= AtOnce)
        {
            RestartChild(child, cause, suspendFirst: false);
            return;
        }

        var pause = FirstPause * (1 << Math.Min(failures - AtOnce - 1, 10));
        if (pause > LongestPause) pause = LongestPause;
        _log.FailsAgainAndAgain(child.Path.ToStringWithoutAddress(), failures, pause, cause);
        RestartLater(child, cause, pause);
        _onPause?.Invoke(child, cause, pause);
    }

    private int Count(string child)
    {
        var now = _time.GetTimestamp();
        var before = _failures.GetValueOrDefault(child);
        var count = before.Count > 0 && _time.GetElapsedTime(before.LastAt, now) > Well ? 1 : before.Count + 1;
        _failures[child] = (count, now);
        if (_failures.Count > MostKnown) Forget(now);
        return count;
    }

    /// <summary>Forgets the children that have been well, or gone, for a while: those without a name get another one each time.</summary>
    private void Forget(long now)
    {
        foreach (var (child, failures) in _failures)
        {
            if (_time.GetElapsedTime(failures.LastAt, now) > Well) _failures.Remove(child);
        }
    }

    private void RestartLater(IActorRef child, Exception cause, TimeSpan pause)
    {
        // A restart is a system message, which any thread may send; one that comes after the child was stopped does nothing.
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                ((IInternalActorRef)child).Restart(cause);
            },
            null, pause, Timeout.InfiniteTimeSpan);
    }
}
