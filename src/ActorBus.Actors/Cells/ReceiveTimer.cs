namespace ActorBus.Actors.Cells;

/// <summary>Sends <see cref="ReceiveTimeout"/> to an actor that nothing was sent to for a time.</summary>
internal sealed class ReceiveTimer(ActorCell cell)
{
    private ICancelable? _pending;

    public TimeSpan? Duration { get; private set; }

    public void Set(TimeSpan? duration)
    {
        Duration = duration;
        Cancel();
    }

    public void MessageComing(object message)
    {
        if (Restarts(message))
            Cancel();
    }

    public void MessageDone(object message) => Check(Restarts(message));

    public void Check(bool restart)
    {
        if (cell.IsTerminated || Duration is not { } duration)
        {
            Cancel();
            return;
        }

        if (!restart && _pending is not null)
            return;
        Cancel();
        _pending = cell.System.Scheduler.ScheduleTellOnceCancelable(duration, cell.Self, ReceiveTimeout.Instance, cell.Self);
    }

    public void Cancel()
    {
        _pending?.Cancel();
        _pending = null;
    }

    private static bool Restarts(object message) =>
        message is not INotInfluenceReceiveTimeout and not TimerMessage { Message: INotInfluenceReceiveTimeout };
}
