namespace ActorBus.Actors.Cells;

/// <summary>Sends <see cref="ReceiveTimeout"/> to an actor that nothing was sent to for a time.</summary>
/// <remarks>A message moves the moment of the countdown only: the scheduler is asked once per timeout, not once per message.</remarks>
internal sealed class ReceiveTimer(ActorCell cell)
{
    private Countdown? _countdown;

    public TimeSpan? Duration { get; private set; }

    public void Set(TimeSpan? duration)
    {
        Duration = duration;
        Cancel();
    }

    public void MessageComing(object message)
    {
        if (Restarts(message))
            _countdown?.Pause();
    }

    public void MessageDone(object message) => Check(Restarts(message));

    public void Check(bool restart)
    {
        if (cell.IsTerminated || Duration is not { } duration)
            Cancel();
        else if (restart || _countdown is not { IsRunning: true })
            (_countdown ??= new Countdown(cell, duration)).Restart();
    }

    private void Cancel()
    {
        _countdown?.Cancel();
        _countdown = null;
    }

    private static bool Restarts(object message) =>
        message is not INotInfluenceReceiveTimeout and not TimerMessage { Message: INotInfluenceReceiveTimeout };
}
