namespace ActorBus.Diagnostics;

/// <summary>Decides when to log an outage: when it begins, once a minute while it lasts, and when it ends.</summary>
/// <remarks>
/// An outage that begins within ten seconds of the end of another counts as the same one, so that an unstable connection is also logged once a
/// minute. Not thread-safe.
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

    /// <summary>Whether this outage began within ten seconds of the end of the previous one.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>The number of failed attempts in this outage.</summary>
    public int Tries { get; private set; }

    /// <summary>The duration of this outage, in whole seconds.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Math.Round(time.GetElapsedTime(_began).TotalSeconds));

    /// <summary>Records the beginning of an outage that is reported elsewhere.</summary>
    public void Begin()
    {
        if (_isUnderWay) return;
        (_isUnderWay, _began, Tries) = (true, time.GetTimestamp(), 0);
        IsRepeated = _ended is { } ended && time.GetElapsedTime(ended, _began) < Stable;
        if (!IsRepeated) _told = null;
    }

    /// <summary>Records the beginning of an outage and returns whether to log it.</summary>
    public OutageNews Lose()
    {
        Begin();
        var now = time.GetTimestamp();
        if (_told is { } told && time.GetElapsedTime(told, now) < BetweenReminders) return OutageNews.None;
        var news = _isTold ? OutageNews.Reminder : OutageNews.First;
        (_told, _isTold) = (now, true);
        return news;
    }

    /// <summary>Records a failed attempt to recover and returns whether to log it.</summary>
    public OutageNews Fail()
    {
        var news = Lose();
        Tries++;
        return news;
    }

    /// <summary>Records the end of the outage.</summary>
    /// <returns>True when an outage that had been logged is over.</returns>
    public bool End()
    {
        var wasTold = _isTold;
        if (_isUnderWay) _ended = time.GetTimestamp();
        _isUnderWay = _isTold = false;
        return wasTold;
    }
}
