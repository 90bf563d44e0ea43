using ActorBus.Messages;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>How a handler that is a delegate or an actor is run; what attributes say of a method.</summary>
public sealed record HandlerOptions
{
    /// <summary>Nothing out of the ordinary: reached from this process only.</summary>
    public static HandlerOptions Default { get; } = new();

    /// <summary>Reached from other services too.</summary>
    public static HandlerOptions FromOutside { get; } = new() { Distributed = true };

    /// <summary>Its stable name, unique in the service; null for the routing key.</summary>
    public string? Name { get; init; }

    /// <summary>Whether messages from other services may reach it.</summary>
    public bool Distributed { get; init; }

    /// <summary>How many messages it handles at a time; null for the default of the service.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Messages with the same key are handled one after the other; null for no order.</summary>
    public Func<object, MessageContext?, string?>? PartitionKey { get; init; }

    /// <summary>How long it may take for one message; null for the default of the service.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What happens when it fails on a message from another service; null for the policy of the service.</summary>
    public FailurePolicy? FailurePolicy { get; init; }

    /// <summary>Decides in place of the policy when it fails on a message from outside; null for the fallback of the service, if it has one.</summary>
    public FailureFallback? Fallback { get; init; }

    /// <summary>
    /// Decides in place of the policy what happens to a routee and the message when it fails; null for the policy. See
    /// <see cref="HandlerDescriptor.SupervisorStrategy"/>.
    /// </summary>
    public OneForOneStrategy? SupervisorStrategy { get; init; }

    /// <summary>The name of the bus that uses it; null for the default bus of its kind.</summary>
    public string? Bus { get; init; }

    /// <summary>True when an actor that does not reply has handled a message as soon as it has processed it. See <see cref="HandlerDescriptor.HandledWhenProcessed"/>.</summary>
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
