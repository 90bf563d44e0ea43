using System.Collections.Frozen;
using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>Finds who runs a handler: its own routees for a registered one, shared routees for what a listener put in.</summary>
internal sealed class HandlerRunners
{
    private const string SharedPoolName = "~routed";
    private readonly FrozenDictionary<object, HandlerRunner> _registered;
    private readonly HandlerPool _shared;
    private readonly MessageKind _kind;

    public HandlerRunners(HandlerRegistry handlers, MessageKind kind, RuntimeServices runtime)
    {
        _kind = kind;
        _shared = new HandlerPool(SharedPoolName, null, runtime.Options.Concurrency, runtime.Log);
        _registered = handlers.All.ToFrozenDictionary(
            handler => (object)handler,
            handler => new HandlerRunner(handler, new HandlerPool(handler.Name, handler, runtime.Options.Concurrency, runtime.Log)),
            ReferenceEqualityComparer.Instance);
    }

    public IEnumerable<HandlerPool> Pools => _registered.Values.Select(runner => runner.Pool).Append(_shared);

    /// <summary>Null when nobody can call it.</summary>
    public HandlerRunner? Of(object handler) =>
        _registered.TryGetValue(handler, out var runner) ? runner : handler switch
        {
            HandlerDescriptor { Invoke: not null } stranger => new HandlerRunner(stranger, _shared),
            Delegate callback => new HandlerRunner(DelegateHandlers.DescriptorOf(callback, _kind), _shared),
            IMessageProducer producer => new HandlerRunner(ProducerHandler.DescriptorOf(producer, _kind), _shared),
            _ => null,
        };
}
