using System.Collections.Concurrent;

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

    private readonly ConcurrentDictionary<string, MessageDispatcher> _known = new();
    private readonly LocalActorSystem _system;

    internal Dispatchers(LocalActorSystem system)
    {
        _system = system;
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
    }

    /// <summary>The dispatcher of actors that were given none.</summary>
    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>True when the dispatcher is configured.</summary>
    public bool HasDispatcher(string id) => _known.ContainsKey(id) || _system.Settings.Config.HasPath(id);

    internal void Dispose()
    {
        foreach (var dispatcher in _known.Values)
            (dispatcher as IDisposable)?.Dispose();
    }

    /// <summary>The dispatcher configured at a path: a section, or the path of another dispatcher.</summary>
    /// <exception cref="ConfigurationException">Nothing is configured there, or it is not a dispatcher.</exception>
    public MessageDispatcher Lookup(string dispatcherName) =>
        _known.GetOrAdd(dispatcherName, static (id, dispatchers) => dispatchers.Create(id), this).ForLookup();

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

    private MessageDispatcher Create(string id)
    {
        var target = Resolve(_system.Settings.Config, id);
        return target == id ? DispatcherFactory.Create(_system.Settings.Config, id) : Lookup(target);
    }
}
