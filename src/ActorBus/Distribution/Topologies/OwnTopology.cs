using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Distribution.Topologies;

/// <summary>What one service needs on its broker.</summary>
internal static class OwnTopology
{
    /// <summary>Everything: the exchanges, and the queues when the service has handlers for others.</summary>
    public static Topology Of(DistributionOptions options, HandlerRegistry handlers)
    {
        var all = WireProfiles.Create(options).Topology(Service(options, handlers));
        return HasQueue(options, handlers) ? all : new Topology { Exchanges = all.Exchanges };
    }

    /// <summary>Whether the service has a queue at all.</summary>
    public static bool HasQueue(DistributionOptions options, HandlerRegistry handlers) =>
        !options.SendOnly && handlers.All.Any(handler => handler.IsDistributed);

    /// <summary>What a profile wants to know of the service.</summary>
    public static ServiceTopology Service(DistributionOptions options, HandlerRegistry handlers) => new(
        options.ServiceName,
        handlers.All.Where(handler => handler is { Kind: MessageKind.Event, IsDistributed: true }).Select(handler => handler.RoutingKey).ToArray(),
        handlers.All.Where(handler => handler.IsDistributed).Select(handler => handler.FailurePolicy ?? options.FailurePolicy)
            .Append(options.FailurePolicy).SelectMany(policy => policy.AllDelays()).Distinct().Order().ToArray(),
        options.DeliveryLimit, options.SingleActiveConsumer, options.QueueKind);
}
