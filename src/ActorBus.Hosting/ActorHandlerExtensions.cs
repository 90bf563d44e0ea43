using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace ActorBus.Hosting;

/// <summary>Adds handlers that are actors of the host.</summary>
public static class ActorHandlerExtensions
{
    /// <summary>Adds an actor as a handler that is made with dependency injection, as many as the handler takes messages at a time.</summary>
    /// <remarks>
    /// It gets the message itself, and has handled it when it replies: with anything, or with a <see cref="Status.Failure"/> for a failure. One that
    /// crashes is supervised by the handler's failure policy; one that cannot be made is tried again with growing pauses, and its messages wait.
    /// Its constructor's services come from the root container, as always in Akka.DependencyInjection.
    /// </remarks>
    /// <typeparam name="TActor">The class of the actor.</typeparam>
    /// <param name="bus">The service.</param>
    /// <param name="kind">What kind of message it takes.</param>
    /// <param name="routingKey">Under which name; for events also a pattern.</param>
    /// <param name="messageType">The type that a message from outside is converted to.</param>
    /// <param name="options">How it is run.</param>
    public static ActorBusBuilder OnActor<TActor>(
        this ActorBusBuilder bus, MessageKind kind, string routingKey, Type messageType, HandlerOptions? options = null)
        where TActor : ActorBase => Add(bus, kind, routingKey, messageType, options, new HandlerActor
        {
            Make = system => DependencyResolver.For(system).Props<TActor>(),
            Name = typeof(TActor).ToString(),
        });

    /// <summary>Adds an actor of the registry as a handler: one that the host makes itself, a router, a shard region, a singleton's proxy.</summary>
    /// <remarks>
    /// It gets the message itself, and has handled it when it replies: with anything, or with a <see cref="Status.Failure"/> for a failure; silence
    /// until the handler's time limit fails too. It is waited for until it is registered, and looked for again when it stops; messages wait
    /// meanwhile. Its crashes are its own supervisor's.
    /// </remarks>
    /// <typeparam name="TKey">The key in the registry, as in <see cref="IRequiredActor{TKey}"/>.</typeparam>
    /// <param name="bus">The service.</param>
    /// <param name="kind">What kind of message it takes.</param>
    /// <param name="routingKey">Under which name; for events also a pattern.</param>
    /// <param name="messageType">The type that a message from outside is converted to.</param>
    /// <param name="options">How it is run.</param>
    public static ActorBusBuilder OnRequiredActor<TKey>(
        this ActorBusBuilder bus, MessageKind kind, string routingKey, Type messageType, HandlerOptions? options = null) =>
        Add(bus, kind, routingKey, messageType, options, new HandlerActor
        {
            Find = (system, token) => ActorRegistry.For(system).GetAsync<TKey>(token),
            Name = typeof(TKey).ToString(),
        });

    private static ActorBusBuilder Add(
        ActorBusBuilder bus, MessageKind kind, string routingKey, Type messageType, HandlerOptions? options, HandlerActor actor)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentException.ThrowIfNullOrWhiteSpace(routingKey);
        ArgumentNullException.ThrowIfNull(messageType);
        var handler = Handle.Actor(kind, routingKey, actor, options?.Name) with { MessageType = messageType };
        return bus.AddHandler(options is null ? handler : options.Apply(handler));
    }
}
