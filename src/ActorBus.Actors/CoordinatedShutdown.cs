using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBus.Actors.Shutdown;

namespace ActorBus.Actors;

/// <summary>Shuts a system down in phases: tasks of one phase run side by side, one phase after the other.</summary>
/// <remarks>
/// <para>
/// Runs once, when <see cref="ActorSystem.Terminate"/> or <see cref="Run"/> is called or the process exits. The last phase
/// terminates the system. Phases, their order, timeouts and what happens after a failure are configured in
/// <c>akka.coordinated-shutdown</c>.
/// </para>
/// <para>Safe on every thread. A task may be added during the run to a phase that has not begun.</para>
/// </remarks>
public sealed class CoordinatedShutdown : IExtension
{
    /// <summary>The first phase.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Stop accepting new work.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Finish the work that was accepted.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Close connections and endpoints.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>After the services, before the node leaves a cluster.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Hand over the shards of a cluster.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Tell a cluster that the node leaves.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Hand over the singletons of a cluster.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>Wait until the cluster has let the node go.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Shut the cluster part down.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>The last phase in which actors still run.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>Terminates the system.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly ShutdownPhases _phases;
    private readonly ConcurrentDictionary<string, ImmutableList<ShutdownTask>> _tasks = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Done> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Reason? _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        var section = system.Settings.Config.GetConfig("akka.coordinated-shutdown") ?? Config.Empty;
        _phases = ShutdownPhases.From(section);
        var ending = new SystemEnding(this, section);
        if (ending.IsNeeded)
            AddTask(PhaseActorSystemTerminate, "terminate-system", ending.EndAsync);
        if (section.GetBoolean("run-by-clr-shutdown-hook", true))
            ProcessExitHook.Install(this);
    }

    /// <summary>The system that is shut down.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Why the run was started; null before.</summary>
    public Reason? ShutdownReason => Volatile.Read(ref _reason);

    /// <summary>How long the run may take: the timeouts of all phases that have tasks.</summary>
    public TimeSpan TotalTimeout => _tasks.Keys.Aggregate(TimeSpan.Zero, (total, phase) => total + Timeout(phase));

    /// <summary>The coordinated shutdown of a system.</summary>
    /// <param name="sys">The system.</param>
    /// <returns>Always the same one for the same system.</returns>
    public static CoordinatedShutdown Get(ActorSystem sys)
    {
        ArgumentNullException.ThrowIfNull(sys);
        return sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();
    }

    /// <summary>Adds something to be done in a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="taskName">How the log calls the task.</param>
    /// <param name="task">Starts the task; it should end within the timeout of the phase.</param>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentNullException.ThrowIfNull(taskName);
        ArgumentNullException.ThrowIfNull(task);
        var added = new ShutdownTask(taskName, task);
        _phases.Demand(phase);
        _tasks.AddOrUpdate(phase, [added], (_, tasks) => tasks.Add(added));
    }

    /// <summary>Runs the phases; only the first call starts them.</summary>
    /// <param name="reason">Why; <see cref="ShutdownReason"/> keeps the first one.</param>
    /// <param name="fromPhase">The phase to begin with; the first one if not given.</param>
    /// <returns>The one run, which fails where a phase that does not recover fails.</returns>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var phases = _phases.From(fromPhase);
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            _ = RunAsync(phases);
        return _done.Task;
    }

    /// <summary>How long the tasks of a phase may take.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The time.</returns>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => _phases[phase].Timeout;

    private async Task RunAsync(IEnumerable<ShutdownPhase> phases)
    {
        try
        {
            foreach (var phase in phases)
            {
                var tasks = _tasks.GetValueOrDefault(phase.Name, []);
                await new PhaseRun(phase, tasks, System.Log).RunAsync().ConfigureAwait(false);
            }

            _done.SetResult(Done.Instance);
        }
        catch (Exception exception)
        {
            _done.SetException(exception);
        }
    }

    /// <summary>Why a system is shut down; derive from it to name a reason of your own.</summary>
    public class Reason
    {
        /// <summary>Creates the reason.</summary>
        protected Reason()
        {
        }
    }

    /// <summary>Nobody said why.</summary>
    public class UnknownReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The process exits.</summary>
    public class ClrExitReason : Reason
    {
        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }
}
