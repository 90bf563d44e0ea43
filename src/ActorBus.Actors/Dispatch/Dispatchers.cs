using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Dispatch;

/// <summary>The dispatchers of an actor system, made when first looked up.</summary>
public sealed class Dispatchers
{
    /// <summary>The dispatcher of actors that were given none.</summary>
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>The dispatcher of actors that block.</summary>
    public const string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";

    /// <summary>The dispatcher that runs actors in a synchronization context.</summary>
    public const string SynchronizedDispatcherId = "akka.actor.synchronized-dispatcher";

    private const int MaximumAliases = 20;

    private readonly ConcurrentDictionary<string, Func<MessageDispatcher>> _known = new();

    // To be shut down with the system, unless nobody has them any more by then.
    private readonly ConditionalWeakTable<MessageDispatcher, object> _made = [];
    private readonly LocalActorSystem _system;

    internal Dispatchers(LocalActorSystem system)
    {
        _system = system;
        Prerequisites = new SystemPrerequisites(system);
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
    }

    /// <summary>The dispatcher of actors that were given none.</summary>
    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>What dispatchers of one's own can have from the actor system.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>True when the dispatcher is configured.</summary>
    public bool HasDispatcher(string id) => _known.ContainsKey(id) || _system.Settings.Config.HasPath(id);

    internal void Dispose()
    {
        foreach (var (dispatcher, _) in _made)
            dispatcher.End();
    }

    /// <summary>The dispatcher configured at a path: a section, or the path of another dispatcher.</summary>
    /// <exception cref="ConfigurationException">Nothing is configured there, or it is not a dispatcher.</exception>
    public MessageDispatcher Lookup(string dispatcherName)
    {
        var dispatcher = _known.GetOrAdd(dispatcherName, static (id, dispatchers) => dispatchers.Create(id), this)();
        _made.TryAdd(dispatcher, this);
        return dispatcher;
    }

    /// <summary>Lets a configurator make the dispatcher of an id that was not looked up yet.</summary>
    /// <param name="id">The id.</param>
    /// <param name="configurator">What makes it.</param>
    /// <returns>False if the id has a dispatcher, which stays.</returns>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        return _known.TryAdd(id, configurator.Dispatcher);
    }

    /// <summary>The path of the section that an alias stands for in the end.</summary>
    internal static string Resolve(Config config, string id)
    {
        var target = id;
        for (var aliases = 0; config.GetValue(target)?.IsString() == true; aliases++)
        {
            if (aliases == MaximumAliases)
                throw new ConfigurationException(
                    $"Could not find a concrete dispatcher config after following {MaximumAliases} aliases from '{id}'. Is there a circular reference? Name a section with its settings.");
            target = config.GetString(target)!;
        }

        return target;
    }

    private Func<MessageDispatcher> Create(string id)
    {
        var target = Resolve(_system.Settings.Config, id);
        return target == id ? DispatcherFactory.Create(Prerequisites, id) : () => Lookup(target);
    }
}
