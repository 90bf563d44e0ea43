namespace ActorBus.Actors.Shutdown;

/// <summary>Runs the tasks of one phase side by side and waits for them as long as the phase may take.</summary>
internal sealed class PhaseRun(ShutdownPhase phase, IReadOnlyList<ShutdownTask> tasks, ILoggingAdapter log)
{
    public async Task RunAsync()
    {
        if (tasks.Count == 0)
            return;
        log.Debug("Shutdown phase [{0}] begins with the tasks [{1}].", phase.Name, string.Join(", ", tasks.Select(task => task.Name)));
        try
        {
            await Task.WhenAll(tasks.Select(RunAsync)).WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException exception) when (phase.Recovers)
        {
            log.Warning("Shutdown phase [{0}] was not done after {1} and is left behind. {2}", phase.Name, phase.Timeout, exception.Message);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"The shutdown phase '{phase.Name}' was not done after {phase.Timeout}; the later phases do not run.", exception);
        }
    }

    private async Task RunAsync(ShutdownTask task)
    {
        try
        {
            await task.Run().ConfigureAwait(false);
        }
        catch (Exception exception) when (phase.Recovers)
        {
            log.Warning("The task [{0}] failed in the shutdown phase [{1}]: {2}", task.Name, phase.Name, exception);
        }
    }
}
