namespace ActorBus.Actors.Scheduling;

/// <summary>The timers of one incarnation of an actor.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Task)> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, ActorRefs.NoSender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef? sender)
    {
        Note("Start", key);
        Remove(key);
        var message = new TimerMessage(key, msg, false);
        _timers[key] = (message, cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, sender));
    }

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef? sender) =>
        StartPeriodicTimer(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef? sender)
    {
        Note("Start", key);
        Remove(key);
        var message = new TimerMessage(key, msg, true);
        _timers[key] = (message, cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, message, sender));
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        Note("Cancel", key);
        Remove(key);
    }

    public void CancelAll()
    {
        foreach (var (key, timer) in _timers)
        {
            Note("Cancel", key);
            timer.Task.Cancel();
        }

        _timers.Clear();
    }

    /// <summary>The user's message, or null when its timer was cancelled, replaced or belongs to an earlier incarnation.</summary>
    public object? Due(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var timer) || timer.Message != message)
            return null;
        if (!message.Repeats)
            _timers.Remove(message.Key);
        return message.Message;
    }

    private void Remove(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Task.Cancel();
    }

    private void Note(string what, object key)
    {
        if (cell.Home.Settings.DebugTimerScheduler)
            cell.Debug($"{what} timer [{key}]");
    }
}
