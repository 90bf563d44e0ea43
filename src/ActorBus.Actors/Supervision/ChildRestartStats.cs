namespace ActorBus.Actors.Internal;

/// <summary>A child and how often its supervisor has restarted it.</summary>
/// <remarks>Used on the supervisor's thread only.</remarks>
public class ChildRestartStats
{
    private long _windowStart;

    internal ChildRestartStats(IInternalActorRef child)
    {
        Child = child;
        Uid = child.Path.Uid;
    }

    /// <summary>The incarnation of the child.</summary>
    public long Uid { get; }

    /// <summary>The child.</summary>
    public IInternalActorRef Child { get; }

    /// <summary>Restarts in the current window.</summary>
    public int MaxNrOfRetriesCount { get; private set; }

    /// <summary>Counts a restart and says whether it is still allowed.</summary>
    /// <remarks>A window opens with the first restart; a restart after its end opens the next one.</remarks>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (withinTimeMilliseconds <= 0)
            return maxNrOfRetries < 0 || ++MaxNrOfRetriesCount <= maxNrOfRetries;

        var allowed = maxNrOfRetries > 0 ? maxNrOfRetries : 1;
        var now = Environment.TickCount64;
        if (_windowStart == 0)
            _windowStart = now;
        if (now - _windowStart > withinTimeMilliseconds)
        {
            MaxNrOfRetriesCount = 1;
            _windowStart = now;
            return true;
        }

        return ++MaxNrOfRetriesCount <= allowed;
    }
}
