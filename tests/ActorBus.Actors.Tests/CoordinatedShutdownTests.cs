using System.Collections.Concurrent;

namespace ActorBus.Tests.Actors;

public class CoordinatedShutdownTests : IDisposable
{
    private readonly ConcurrentQueue<string> _steps = new();
    private readonly List<ActorSystem> _systems = [];

    public void Dispose()
    {
        foreach (var system in _systems)
            system.Terminate();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Create_TerminateThatWouldNotTerminate_IsRefused() => Assert.Throws<ConfigurationException>(() => ActorSystem.Create(
        "contradiction", "akka.coordinated-shutdown { terminate-actor-system = off, run-by-actor-system-terminate = on }"));

    [Fact]
    public async Task Run_TasksInSeveralPhases_RunInTheOrderOfThePhases()
    {
        var shutdown = Create("");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        Add(shutdown, CoordinatedShutdown.PhaseBeforeServiceUnbind, "first");
        Add(shutdown, CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last");
        Add(shutdown, CoordinatedShutdown.PhaseServiceRequestsDone, "done");
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(["first", "done", "stop", "last"], _steps);
        await shutdown.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Run_FromAPhase_LeavesOutTheEarlierOnes()
    {
        var shutdown = Create("");
        Add(shutdown, CoordinatedShutdown.PhaseServiceUnbind, "unbind");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop);

        Assert.Equal(["stop"], _steps);
    }

    [Fact]
    public async Task Run_Twice_RunsOnceAndKeepsTheFirstReason()
    {
        var shutdown = Create("");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        Assert.Null(shutdown.ShutdownReason);
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Equal(["stop"], _steps);
        Assert.Same(CoordinatedShutdown.UnknownReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_ActorSystem_RunsThePhasesWhileActorsLive()
    {
        var shutdown = Create("");
        var echo = shutdown.System.ActorOf(Props.Create(() => new Echo()));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "ask", async () =>
        {
            _steps.Enqueue(await echo.Ask<string>("alive", TimeSpan.FromSeconds(5)));
            return Done.Instance;
        });
        await shutdown.System.Terminate();

        Assert.Equal(["alive"], _steps);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_SwitchedOff_RunsNoPhases()
    {
        var shutdown = Create("run-by-actor-system-terminate = off, terminate-actor-system = off");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        await shutdown.System.Terminate();

        Assert.Empty(_steps);
    }

    [Fact]
    public async Task Run_TaskFails_GoesOnIfThePhaseRecovers()
    {
        var shutdown = Create("");
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fail", () => throw new InvalidOperationException("at once"));
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceUnbind, "fault", () => Task.FromException<Done>(new InvalidOperationException("later")));
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(["stop"], _steps);
    }

    [Fact]
    public async Task Run_TaskFails_EndsIfThePhaseDoesNotRecover()
    {
        var shutdown = Create("phases.service-unbind.recover = off");
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceUnbind, "fault", () => Task.FromException<Done>(new InvalidOperationException("as told")));
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance));

        Assert.Contains("as told", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(_steps);
    }

    [Fact]
    public async Task Run_TaskTakesTooLong_IsLeftBehindIfThePhaseRecovers()
    {
        var shutdown = Create("phases.service-unbind.timeout = 50ms");
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "endless", () => new TaskCompletionSource<Done>().Task);
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(["stop"], _steps);
    }

    [Fact]
    public async Task Run_TaskTakesTooLong_EndsIfThePhaseDoesNotRecover()
    {
        var shutdown = Create("phases.service-unbind { timeout = 50ms, recover = off }");
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "endless", () => new TaskCompletionSource<Done>().Task);
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance));

        Assert.Contains("service-unbind", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(_steps);
    }

    [Fact]
    public async Task AddTask_DuringTheRun_StillRunsInALaterPhase()
    {
        var shutdown = Create("");
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "adds", () =>
        {
            Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "added");
            return Task.FromResult(Done.Instance);
        });
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(["added"], _steps);
    }

    [Fact]
    public async Task Phases_OneMoreConfigured_TakesItsPlace()
    {
        var shutdown = Create("phases { own.depends-on = [service-unbind], service-stop.depends-on = [own] }");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        Add(shutdown, "own", "own");
        Add(shutdown, CoordinatedShutdown.PhaseServiceUnbind, "unbind");
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(["unbind", "own", "stop"], _steps);
    }

    [Fact]
    public void Phases_DependOnEachOther_AreRefused() => Assert.ThrowsAny<Exception>(
        () => Create("phases { a.depends-on = [b], b.depends-on = [a] }"));

    [Fact]
    public void Timeout_Phase_IsAsConfigured()
    {
        var shutdown = Create("default-phase-timeout = 7s, phases.service-stop.timeout = 2s");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "stop");
        Add(shutdown, CoordinatedShutdown.PhaseServiceUnbind, "unbind");

        Assert.Equal(TimeSpan.FromSeconds(2), shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(TimeSpan.FromSeconds(7), shutdown.Timeout(CoordinatedShutdown.PhaseServiceUnbind));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        Assert.Equal(TimeSpan.FromSeconds(19), shutdown.TotalTimeout);
        Assert.Throws<ArgumentException>(() => shutdown.Timeout("unknown"));
        Assert.Throws<ConfigurationException>(() => Add(shutdown, "unknown", "x"));
    }

    [Fact]
    public void Get_SameSystem_IsTheSame()
    {
        var shutdown = Create("");

        Assert.Same(shutdown, CoordinatedShutdown.Get(shutdown.System));
    }

    private CoordinatedShutdown Create(string settings)
    {
        var system = ActorSystem.Create("shutdown", $"akka.coordinated-shutdown {{ {settings} }}\nakka.loglevel = OFF");
        var shutdown = CoordinatedShutdown.Get(system);
        _systems.Add(system);
        return shutdown;
    }

    private void Add(CoordinatedShutdown shutdown, string phase, string step) => shutdown.AddTask(phase, step, () =>
    {
        _steps.Enqueue(step);
        return Task.FromResult(Done.Instance);
    });

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
