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
