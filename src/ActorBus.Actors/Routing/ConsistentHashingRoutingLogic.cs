using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Routing;

/// <summary>Chooses the routee by a key of the message: the same key, the same routee.</summary>
/// <remarks>The key comes from the mapping, else from the message if it is <see cref="IConsistentHashable"/>. A message without a key goes nowhere and is logged.</remarks>
public sealed class ConsistentHashingRoutingLogic : RoutingLogic
{
    private readonly ActorSystem _system;
    private readonly int _virtualNodesFactor;
    private readonly ConsistentHashMapping? _hashMapping;
    private readonly ConditionalWeakTable<Routee[], HashRing> _rings = [];
    private Tuple<Routee[], HashRing>? _last;

    /// <summary>Creates the logic for messages that name their key.</summary>
    public ConsistentHashingRoutingLogic(ActorSystem system)
        : this(system, 0, null)
    {
    }

    /// <summary>Creates the logic.</summary>
    /// <param name="system">Gives the default of the next parameter.</param>
    /// <param name="virtualNodesFactor">How many places on the ring each routee has; 0 for the configured number.</param>
    /// <param name="hashMapping">Gives the key of a message.</param>
    public ConsistentHashingRoutingLogic(ActorSystem system, int virtualNodesFactor, ConsistentHashMapping? hashMapping)
    {
        _system = system;
        _virtualNodesFactor = virtualNodesFactor > 0 ? virtualNodesFactor : system.Settings.DefaultVirtualNodesFactor;
        _hashMapping = hashMapping;
    }

    /// <summary>The same logic with a mapping.</summary>
    public ConsistentHashingRoutingLogic WithHashMapping(ConsistentHashMapping mapping) => new(_system, _virtualNodesFactor, mapping);

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        if (routees.Length == 0)
            return Routee.NoRoutee;
        var key = _hashMapping?.Invoke(message) ?? (message as IConsistentHashable)?.ConsistentHashKey;
        if (key is not null)
            return RingOf(routees).Find(key);
        _system.Log.Warning(
            "{0} was sent to a consistent hashing router without a key; implement IConsistentHashable, wrap it in ConsistentHashableEnvelope or give the router a mapping.",
            message.GetType());
        return Routee.NoRoutee;
    }

    private HashRing RingOf(Routee[] routees)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && last.Item1 == routees)
            return last.Item2;
        var ring = _rings.GetValue(routees, all => new HashRing(all, _virtualNodesFactor));
        Volatile.Write(ref _last, Tuple.Create(routees, ring));
        return ring;
    }
}
