namespace ActorBus.Diagnostics;

/// <summary>Decides when an outage is worth a line in the log: when it begins, once a minute while it lasts, and when it is over.</summary>
/// <remarks>
/// One that begins within ten seconds of the end of another is the same: what comes and goes all the time is told once a minute too. Not
/// thread-safe.
/// </remarks>
internal sealed class Outage(TimeProvider time)
{
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(10);

    private long _began;
    private long? _ended;
    private long? _told;
    private bool _isUnderWay;
    private bool _isTold;

    /// <summary>True when this outage began within ten seconds of the end of the one before.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>How many tries have failed in this outage.</summary>
    public int Tries { get; private set; }

    /// <summary>How long this outage has lasted, in whole seconds.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Math.Round(time.GetElapsedTime(_began).TotalSeconds));

    /// <summary>What worked is lost, and somebody else tells of it.</summary>
    public void Begin()
    {
        if (_isUnderWay) return;
        (_isUnderWay, _began, Tries) = (true, time.GetTimestamp(), 0);
        IsRepeated = _ended is { } ended && time.GetElapsedTime(ended, _began) < Stable;
        if (!IsRepeated) _told = null;
    }

    /// <summary>What worked is lost.</summary>
    public OutageNews Lose()
    {
        Begin();
        var now = time.GetTimestamp();
        if (_told is { } told && time.GetElapsedTime(told, now) < BetweenReminders) return OutageNews.None;
        var news = _isTold ? OutageNews.Reminder : OutageNews.First;
        (_told, _isTold) = (now, true);
        return news;
    }

    /// <summary>A try to have it back has failed.</summary>
    public OutageNews Fail()
    {
        var news = Lose();
        Tries++;
        return news;
    }

    /// <summary>It works.</summary>
    /// <returns>True when an outage that was told of is over.</returns>
    public bool End()
    {
        var wasTold = _isTold;
        if (_isUnderWay) _ended = time.GetTimestamp();
        _isUnderWay = _isTold = false;
        return wasTold;
    }
}
