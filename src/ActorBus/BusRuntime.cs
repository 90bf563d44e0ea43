using ActorBus.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus;

/// <summary>The local buses of a process: a guardian actor with one supervised actor per bus.</summary>
/// <remarks>A message dispatched before the actors run waits for them, within its own time limit.</remarks>
public sealed class BusRuntime : IAsyncDisposable
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DisposeLimit = TimeSpan.FromSeconds(30);
    private readonly BusRuntimeOptions _options;
    private readonly RuntimeServices _runtime;
    private readonly IReadOnlyList<MessageBus> _buses;
    private readonly Once _stop = new();
    private IActorRef _guardian = ActorRefs.Nobody;

    /// <summary>Creates the buses; <see cref="StartAsync(ActorSystem)"/> creates their actors.</summary>
    /// <exception cref="BusConfigurationException">The options are invalid; all faults are reported.</exception>
    internal BusRuntime(BusRuntimeOptions options, HandlerRegistry handlers, IServiceProvider services)
    {
        if (options.Faults(handlers) is { Count: > 0 } faults) throw new BusConfigurationException(faults);
        var log = services.GetService<ILoggerFactory>()?.CreateLogger(LogCategories.Bus) ?? NullLogger.Instance;
        _options = options;
        _runtime = new RuntimeServices(options, services, new InFlight(), log);
        _buses = [.. options.AllBuses.Select(bus => Create(bus, options.HandlersOf(bus, handlers), _runtime))];
        Handlers = handlers;
    }

    /// <summary>The default command bus.</summary>
    public ICommandBus Commands => First<CommandBus>();

    /// <summary>The default event bus.</summary>
    public IEventBus Events => First<EventBus>();

    /// <summary>The default query bus.</summary>
    public IQueryBus Queries => First<QueryBus>();

    /// <summary>All buses.</summary>
    public IReadOnlyList<IMessageBus> Buses => _buses;

    /// <summary>All handlers.</summary>
    public HandlerRegistry Handlers { get; }

    /// <summary>The parent of all actors of the runtime; <see cref="ActorRefs.Nobody"/> before the start.</summary>
    public IActorRef Guardian => _guardian;

    /// <summary>The number of dispatches in progress.</summary>
    public int InFlight => _runtime.InFlight.Count;

    /// <summary>What is wrong with the buses and the actors of the service; empty when all is well.</summary>
    internal IReadOnlyList<string> Troubles =>
        [.. _buses.Where(bus => bus.IsStopped && !_stop.HasBegun).Select(bus => $"the bus '{bus.Name}' was stopped and takes no more messages"), .. _runtime.Troubles.Now];

    /// <summary>Shows actors that fail again and again.</summary>
    internal ActorTroubles ActorTroubles => _runtime.Troubles;

    /// <summary>Creates the buses and starts their actors. When the task completes, messages are dispatched.</summary>
    /// <param name="system">The actor system; the runtime does not terminate it.</param>
    /// <param name="options">The options of the buses.</param>
    /// <param name="handlers">All handlers of the service.</param>
    /// <param name="services">Resolves handler classes, their parameters and, optionally, an ILoggerFactory.</param>
    /// <exception cref="BusConfigurationException">The options are invalid; all faults are reported.</exception>
    public static async Task<BusRuntime> StartAsync(
        ActorSystem system, BusRuntimeOptions options, HandlerRegistry handlers, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(services);
        var runtime = new BusRuntime(options, handlers, services);
        await runtime.StartAsync(system).ConfigureAwait(false);
        return runtime;
    }

    /// <summary>Returns the bus with a name.</summary>
    /// <exception cref="ArgumentException">No bus has this name.</exception>
    public IMessageBus Find(string name) => _buses.FirstOrDefault(bus => bus.Name == name) ?? throw new ArgumentException(
        $"There is no bus '{name}'; there is: {string.Join(", ", _buses.Select(bus => $"'{bus.Name}'"))}.", nameof(name));

    /// <summary>Starts another actor below the guardian, with the same supervision as the buses.</summary>
    /// <returns>A reference to the actor, ready to use.</returns>
    public Task<IActorRef> StartChildAsync(Props props, string name) =>
        Guardian.Ask<IActorRef>(new Guardian.StartChild(props, name), AskLimit);

    /// <summary>
    /// Stops the runtime: refuses new dispatches, waits for those in progress, abandons the rest at the deadline and stops all actors.
    /// </summary>
    /// <remarks>Only the first call has an effect; later calls, from any thread, return its task.</remarks>
    public Task StopAsync(TimeSpan deadline) => _stop.RunAsync(() => StopCoreAsync(deadline));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(DisposeLimit).ConfigureAwait(false);

    /// <summary>Starts the actors, attaches the plugins and then dispatches everything that is waiting.</summary>
    /// <exception cref="BusConfigurationException">A plugin cannot be attached; the actors are stopped again.</exception>
    internal async Task StartAsync(ActorSystem system)
    {
        List<string> unmade = [];
        IReadOnlyList<IMessageBusPlugin>[] plugins = [.. _options.AllBuses.Select(bus => bus.MakePlugins(_runtime.Services, unmade))];
        if (unmade.Count > 0) throw new BusConfigurationException(unmade);
        _guardian = system.ActorOf(
            Props.Create(typeof(Guardian), _buses, _runtime.InFlight, SweepIntervalOf(_options), _runtime.Log, _runtime.Troubles), _options.Name);
        // It answers when PreStart is done: the buses have their actors.
        await _guardian.Ask<ActorIdentity>(new Identify(_options.Name), AskLimit).ConfigureAwait(false);
        if (AttachPlugins(_buses.Zip(plugins)) is { Count: > 0 } refusals)
        {
            await _guardian.GracefulStop(AskLimit).ConfigureAwait(false);
            throw new BusConfigurationException(refusals);
        }

        foreach (var bus in _buses)
        {
            await bus.Actor.Ask<ActorIdentity>(new Identify(bus.Name), AskLimit).ConfigureAwait(false);
            if (_runtime.Log.IsEnabled(LogLevel.Debug)) _runtime.Log.BusReady(bus.Name, bus.Describe().ToString());
        }

        _runtime.Started.TrySetResult();
    }

    /// <summary>Returns the default bus for a kind of message.</summary>
    internal MessageBus DefaultFor(MessageKind kind) => _buses.First(bus => bus.Kind == kind);

    private async Task StopCoreAsync(TimeSpan deadline)
    {
        // Release what waits for a start that will no longer happen.
        _runtime.Started.TrySetException(new BusStoppedException("The buses were stopped before they had started."));
        _ = _runtime.Started.Task.Exception;
        var drained = _runtime.InFlight.DrainedAsync();
        if (await Task.WhenAny(drained, Task.Delay(deadline)).ConfigureAwait(false) != drained) GiveUpAll();
        // Where the actor system has ended by itself nobody would answer.
        if (!_guardian.IsNobody() && !_buses.All(bus => bus.IsStopped)) await _guardian.GracefulStop(AskLimit).ConfigureAwait(false);
        // A finalize listener may still hold some of them: nothing will run them to completion now.
        GiveUpAll();
    }

    private void GiveUpAll()
    {
        foreach (var left in _runtime.InFlight.Due(long.MaxValue)) left.GiveUp(Errors.Stopped(left));
    }

    /// <summary>Attaches the plugins and returns the faults of those that cannot be attached.</summary>
    private static List<string> AttachPlugins(IEnumerable<(MessageBus Bus, IReadOnlyList<IMessageBusPlugin> Plugins)> buses)
    {
        List<string> faults = [];
        foreach (var (bus, plugin) in buses.SelectMany(one => one.Plugins, (one, plugin) => (one.Bus, plugin)))
        {
            try
            {
                bus.Attach(plugin);
            }
            catch (Exception error)
            {
                // A foreign plugin failed: report it with the other faults.
                faults.Add($"Bus '{bus.Name}' cannot have the plugin {plugin?.GetType().Name ?? "null"}: {error.GetType().Name}: {error.Message}");
            }
        }

        return faults;
    }

    private static MessageBus Create(BusOptions options, HandlerRegistry handlers, RuntimeServices runtime) => options.Kind switch
    {
        MessageKind.Event => new EventBus(options, handlers, runtime),
        MessageKind.Query => new QueryBus(options, handlers, runtime),
        _ => new CommandBus(options, handlers, runtime),
    };

    private static TimeSpan SweepIntervalOf(BusRuntimeOptions options)
    {
        var shortest = options.AllBuses.Select(bus => bus.DispatchTimeout ?? options.DispatchTimeout)
            .Where(limit => limit > TimeSpan.Zero).DefaultIfEmpty(TimeSpan.FromSeconds(1)).Min();
        return TimeSpan.FromMilliseconds(Math.Clamp(shortest.TotalMilliseconds / 4, 10, 1000));
    }

    private TBus First<TBus>()
        where TBus : MessageBus => _buses.OfType<TBus>().First();
}
