using ActorBus.Messages;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>Describes one handler: what it handles, under which name, and how it runs.</summary>
public sealed record HandlerDescriptor
{
    /// <summary>
    /// The stable name of the handler, unique in the service, to which retries and dead letters are addressed. For a method it is <c>Type.Method</c>
    /// (with the namespace), for a delegate or actor the name given at registration.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The kind of message it handles.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The message name, routing key or channel it handles; for events it may be a pattern (<c>billing.*</c>, <c>#</c>).</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The type of its message parameter; <see cref="object"/> accepts anything, <see cref="string"/> the raw body.</summary>
    public required Type MessageType { get; init; }

    /// <summary>Whether messages from outside the process may reach it.</summary>
    public bool IsDistributed { get; init; }

    /// <summary>How many messages it processes concurrently, which is the number of its routees; null for the default of the service.</summary>
    public int? Concurrency { get; init; }

    /// <summary>
    /// Returns the key that keeps messages in order: messages with the same key go to the same routee, one after the other. Null for no order.
    /// </summary>
    public Func<object, MessageContext?, string?>? PartitionKey { get; init; }

    /// <summary>The time limit for one message; null for the default of the service.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The failure policy for messages from outside; null for the policy of the service.</summary>
    public FailurePolicy? FailurePolicy { get; init; }

    /// <summary>
    /// The fallback that decides, instead of the policy, about failed messages from outside; null for the fallback of the service, if it has one.
    /// </summary>
    public FailureFallback? Fallback { get; init; }

    /// <summary>The supervisor strategy of the handler's routees, which decides instead of the failure policy; null for the policy.</summary>
    /// <remarks>
    /// The decider receives the exception of the handler. Its directive also decides about a message from outside: Resume drops it, Restart retries
    /// it, Stop makes it a dead letter, and Escalate leaves it in the queue and stops the consumer. The retry limit and the time window of the
    /// strategy limit the immediate retries; the delayed retries of the policy follow. The caller of a local dispatch receives the exception with
    /// every directive.
    /// </remarks>
    public OneForOneStrategy? SupervisorStrategy { get; init; }

    /// <summary>The name of the bus the handler belongs to; null for the default bus of its kind.</summary>
    public string? Bus { get; init; }

    /// <summary>Runs the handler; null when <see cref="Actor"/> is set.</summary>
    public Func<HandlerInvocation, ValueTask<object?>>? Invoke { get; init; }

    /// <summary>The method or delegate behind <see cref="Invoke"/>; null when it is not known.</summary>
    internal HandlerMethod? Method { get; init; }

    /// <summary>The props of the actor that receives the message itself; null when <see cref="Invoke"/> is set.</summary>
    public Props? Actor { get; init; }

    /// <summary>
    /// Whether an <see cref="Actor"/> has handled a command, an event or a channel message as soon as it has processed it, without a reply. The
    /// default is false: the message is handled when the actor replies.
    /// </summary>
    /// <remarks>
    /// Use it only for actors that are finished when their receive method returns. Messages that are piped to self, stashed or being persisted
    /// count as handled too, and are lost when the process ends.
    /// </remarks>
    public bool HandledWhenProcessed { get; init; }

    /// <summary>The source of the actor: <see cref="Actor"/>, or one that is created or found when the routees start.</summary>
    internal HandlerActor? ActorSource
    {
        get => field ?? (Actor is { } props ? new HandlerActor { Make = _ => props, Name = props.Type.ToString() } : null);
        init;
    }
}
