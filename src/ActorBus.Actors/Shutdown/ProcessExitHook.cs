namespace ActorBus.Actors.Shutdown;

/// <summary>Runs the phases of a system that still lives when the process exits.</summary>
internal static class ProcessExitHook
{
    public static void Install(CoordinatedShutdown shutdown)
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        shutdown.System.WhenTerminated.ContinueWith(
            _ => AppDomain.CurrentDomain.ProcessExit -= OnExit, TaskScheduler.Default);

        // The process ends when this returns, so it has to wait.
        void OnExit(object? sender, EventArgs args)
        {
            if (!shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).ContinueWith(Report, TaskScheduler.Default).Wait(shutdown.TotalTimeout))
                shutdown.System.Log.Warning("The coordinated shutdown of [{0}] was not done when the process exited.", shutdown.System.Name);
        }

        void Report(Task run)
        {
            if (run.Exception is { } failure)
                shutdown.System.Log.Warning("The coordinated shutdown of [{0}] failed when the process exited: {1}", shutdown.System.Name, failure);
        }
    }
}
