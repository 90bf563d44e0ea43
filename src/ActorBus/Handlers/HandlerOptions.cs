using ActorBus.Messages;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>Options of a handler that is a delegate or an actor, corresponding to the attributes of a handler method.</summary>
public sealed record HandlerOptions
{
    /// <summary>The default options: the handler is reachable from this process only.</summary>
    public static HandlerOptions Default { get; } = new();

    /// <summary>The options of a handler that other services can reach too.</summary>
    public static HandlerOptions FromOutside { get; } = new() { Distributed = true };

    /// <summary>The stable name of the handler, unique in the service; null for the routing key.</summary>
    public string? Name { get; init; }

    /// <summary>Whether messages from other services may reach the handler.</summary>
    public bool Distributed { get; init; }

    /// <summary>How many messages the handler processes concurrently; null for the default of the service.</summary>
    public int? Concurrency { get; init; }

    /// <summary>
    /// Returns the key that keeps messages in order: messages with the same key are handled one after the other. Null for no order.
    /// </summary>
    public Func<object, MessageContext?, string?>? PartitionKey { get; init; }

    /// <summary>The time limit for one message; null for the default of the service.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The failure policy for messages from other services; null for the policy of the service.</summary>
    public FailurePolicy? FailurePolicy { get; init; }

    /// <summary>
    /// The fallback that decides, instead of the policy, about failed messages from outside; null for the fallback of the service, if it has one.
    /// </summary>
    public FailureFallback? Fallback { get; init; }

    /// <summary>The supervisor strategy of the handler's routees, which decides instead of the failure policy; null for the policy.</summary>
    /// <remarks>See <see cref="HandlerDescriptor.SupervisorStrategy"/>.</remarks>
    public OneForOneStrategy? SupervisorStrategy { get; init; }

    /// <summary>The name of the bus the handler belongs to; null for the default bus of its kind.</summary>
    public string? Bus { get; init; }

    /// <summary>Whether an actor has handled a message as soon as it has processed it, without a reply. The default is false.</summary>
    /// <remarks>See <see cref="HandlerDescriptor.HandledWhenProcessed"/>.</remarks>
    public bool HandledWhenProcessed { get; init; }

    internal HandlerDescriptor Apply(HandlerDescriptor handler) => handler with
    {
        IsDistributed = Distributed,
        Concurrency = Concurrency,
        PartitionKey = PartitionKey,
        Timeout = Timeout,
        FailurePolicy = FailurePolicy,
        Fallback = Fallback,
        HandledWhenProcessed = HandledWhenProcessed,
        SupervisorStrategy = SupervisorStrategy,
        Bus = Bus ?? handler.Bus,
    };
}
