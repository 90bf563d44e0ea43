using System.Collections.Concurrent;
using System.Collections.Frozen;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBus.Handlers;

/// <summary>Finds who runs a handler: its own routees, also for what a listener or router put in.</summary>
/// <remarks>Routees of the latter are made when the first message comes; beyond a thousand such handlers the others share some.</remarks>
internal sealed class HandlerPools
{
    private const string SharedPoolName = "~routed";
    private const int MostRouted = 1_000;
    private readonly FrozenDictionary<object, PooledHandler> _registered;
    private readonly ConcurrentDictionary<string, HandlerPool> _routed = new(StringComparer.Ordinal);
    private readonly HandlerPool _shared;
    private readonly MessageKind _kind;
    private readonly RuntimeServices _runtime;
    private IActorRef _starter = ActorRefs.Nobody;

    public HandlerPools(HandlerRegistry handlers, MessageKind kind, RuntimeServices runtime)
    {
        _kind = kind;
        _runtime = runtime;
        _shared = new HandlerPool(SharedPoolName, null, runtime);
        _registered = handlers.All.ToFrozenDictionary(
            handler => (object)handler,
            handler => new PooledHandler(handler, new HandlerPool(handler.Name, handler, runtime)),
            ReferenceEqualityComparer.Instance);
    }

    public ILogger Log => _runtime.Log;

    public ActorTroubles Troubles => _runtime.Troubles;

    public IEnumerable<HandlerPool> Pools => _registered.Values.Select(runner => runner.Pool).Append(_shared).Concat(_routed.Values);

    /// <summary>The actor that makes the routees of further pools. Whoever becomes it reads the pools afterwards, so that none is missed.</summary>
    public IActorRef Starter
    {
        get => Volatile.Read(ref _starter);
        set => Interlocked.Exchange(ref _starter, value);
    }

    /// <summary>Returns a handler with the routees that run it; null when it cannot be called.</summary>
    public PooledHandler? Of(object handler) =>
        _registered.TryGetValue(handler, out var runner) ? runner : handler switch
        {
            HandlerDescriptor { Invoke: not null } stranger => Routed(stranger),
            Delegate callback => Routed(DelegateHandlers.DescriptorOf(callback, _kind)),
            IMessageProducer producer => Routed(ProducerHandler.DescriptorOf(producer, _kind)),
            _ => null,
        };

    private PooledHandler Routed(HandlerDescriptor handler) =>
        new(handler, _routed.TryGetValue(handler.Name, out var pool) ? pool : Add(handler.Name));

    private HandlerPool Add(string name)
    {
        if (_routed.Count >= MostRouted) return _shared;
        var pool = new HandlerPool($"{SharedPoolName}-{name}", null, _runtime);
        if (!_routed.TryAdd(name, pool)) return _routed[name];
        Starter.Tell(new HandlersSupervisor.StartPool(pool), ActorRefs.NoSender);
        return pool;
    }
}
