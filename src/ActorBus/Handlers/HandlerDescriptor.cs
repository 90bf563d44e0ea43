using ActorBus.Messages;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>One handler: what it takes, under which name, and how it is run.</summary>
public sealed record HandlerDescriptor
{
    /// <summary>
    /// Its stable name, unique in the service: retries and dead letters are addressed to it. For a method
    /// <c>Type.Method</c> (with the namespace), for a delegate or actor what the registration says.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What kind of message it takes.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The message name, routing key or channel it takes; for events it may be a pattern (<c>billing.*</c>, <c>#</c>).</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The type that its message parameter wants; <see cref="object"/> takes anything, <see cref="string"/> the raw body.</summary>
    public required Type MessageType { get; init; }

    /// <summary>True when messages from outside the process may reach it.</summary>
    public bool IsDistributed { get; init; }

    /// <summary>How many messages it handles at a time: the number of its routees. Null for the default of the service.</summary>
    public int? Concurrency { get; init; }

    /// <summary>
    /// What keeps messages in order: those with the same key go to the same routee, one after the other. Null for no order.
    /// </summary>
    public Func<object, MessageContext?, string?>? PartitionKey { get; init; }

    /// <summary>How long it may take for one message; null for the default of the service.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What happens when it fails on a message from outside; null for the policy of the service.</summary>
    public FailurePolicy? FailurePolicy { get; init; }

    /// <summary>Decides in place of the policy when it fails on a message from outside; null for the fallback of the service, if it has one.</summary>
    public FailureFallback? Fallback { get; init; }

    /// <summary>
    /// Decides in place of the policy what happens to a routee and the message when it fails; null for the policy. Its decider gets what the
    /// handler threw, and its limit and window say how often a message is tried again at once.
    /// </summary>
    /// <remarks>
    /// Resume drops a message from outside, Restart tries it again, Stop makes it a dead letter, Escalate leaves it in the queue and stops the
    /// consumer. After the last immediate retry the policy's delayed retries follow. The caller of a message from inside gets the failure whatever
    /// is decided.
    /// </remarks>
    public OneForOneStrategy? SupervisorStrategy { get; init; }

    /// <summary>The name of the bus that uses it; null for the default bus of its kind.</summary>
    public string? Bus { get; init; }

    /// <summary>Runs it; null when <see cref="Actor"/> is given.</summary>
    public Func<HandlerInvocation, ValueTask<object?>>? Invoke { get; init; }

    /// <summary>The method or delegate behind <see cref="Invoke"/>; null where there is none to look into.</summary>
    internal HandlerMethod? Method { get; init; }

    /// <summary>The actor that gets the message itself; null when <see cref="Invoke"/> is given.</summary>
    public Props? Actor { get; init; }

    /// <summary>
    /// True when an <see cref="Actor"/> that does not reply has handled a command, an event or a message as soon as it has processed it. Only
    /// for an actor that is done when its receive method returns: what it pipes to itself, stashes or persists is lost when the process dies.
    /// Default false: it has handled the message when it replies.
    /// </summary>
    public bool HandledWhenProcessed { get; init; }

    /// <summary>The actor, where it is more than its Props.</summary>
    internal HandlerActor? ActorSource
    {
        get => field ?? (Actor is { } props ? new HandlerActor { Make = _ => props, Name = props.Type.ToString() } : null);
        init;
    }
}
