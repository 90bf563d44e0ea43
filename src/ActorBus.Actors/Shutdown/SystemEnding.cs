namespace ActorBus.Actors.Shutdown;

/// <summary>The engine's own task in the last phase: terminate the system, then the process, as configured.</summary>
internal sealed class SystemEnding(CoordinatedShutdown shutdown, Config section)
{
    private readonly bool _terminatesSystem = section.GetBoolean("terminate-actor-system", true);
    private readonly bool _exitsProcess = section.GetBoolean("exit-clr", false);

    public bool IsNeeded => _terminatesSystem || _exitsProcess;

    public async Task<Done> EndAsync()
    {
        if (_terminatesSystem)
            await shutdown.System.FinalTerminate().ConfigureAwait(false);

        // An exit that is already under way must not be started again: it would wait for itself.
        if (_exitsProcess && shutdown.ShutdownReason != CoordinatedShutdown.ClrExitReason.Instance)
            Environment.Exit(0);
        return Done.Instance;
    }
}
