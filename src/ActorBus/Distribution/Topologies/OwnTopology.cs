using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Distribution.Topologies;

/// <summary>Determines the topology that one service needs on its broker.</summary>
internal static class OwnTopology
{
    /// <summary>Returns the exchanges and, if the service has distributed handlers, the queues.</summary>
    public static Topology Of(DistributionOptions options, HandlerRegistry handlers)
    {
        var all = WireProfiles.Create(options).Topology(Service(options, handlers));
        return HasQueue(options, handlers) ? all : new Topology { Exchanges = all.Exchanges };
    }

    /// <summary>Returns the names that no broker takes because they are too long.</summary>
    public static IEnumerable<string> LongNames(DistributionOptions options, HandlerRegistry handlers)
    {
        if (options.Faults().Any()) return [];
        var topology = Of(options, handlers);
        return topology.Queues.Select(queue => ("queue", queue.Name)).Concat(topology.Bindings.Select(binding => ("event", binding.RoutingKey)))
            .Where(one => Encoding.UTF8.GetByteCount(one.Item2) > MessageLimits.AmqpNameBytes)
            .Select(one => $"The name of the {one.Item1} '{Printable.Cut(one.Item2)}' has {Encoding.UTF8.GetByteCount(one.Item2)} bytes; a broker takes {MessageLimits.AmqpNameBytes}. Shorten it.")
            .Distinct();
    }

    /// <summary>Returns whether the service has a queue.</summary>
    public static bool HasQueue(DistributionOptions options, HandlerRegistry handlers) =>
        !options.SendOnly && handlers.All.Any(handler => handler.IsDistributed);

    /// <summary>Returns the description of the service from which a profile derives the topology.</summary>
    public static ServiceTopology Service(DistributionOptions options, HandlerRegistry handlers) => new(
        options.ServiceName,
        handlers.All.Where(handler => handler is { Kind: MessageKind.Event, IsDistributed: true }).Select(handler => handler.RoutingKey).ToArray(),
        handlers.All.Where(handler => handler.IsDistributed).Select(handler => handler.FailurePolicy ?? options.FailurePolicy)
            .Append(options.FailurePolicy).SelectMany(policy => policy.AllDelays()).Distinct().Order().ToArray(),
        options.DeliveryLimit, options.SingleActiveConsumer, options.QueueKind);
}
