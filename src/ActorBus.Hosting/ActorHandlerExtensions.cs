using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace ActorBus.Hosting;

/// <summary>Extends <see cref="ActorBusBuilder"/> with handlers that are actors of the host.</summary>
public static class ActorHandlerExtensions
{
    /// <summary>Adds a handler that is an actor created by dependency injection, one for each message that is handled concurrently.</summary>
    /// <remarks>
    /// The actor receives the message itself and has handled it when it replies; a <see cref="Status.Failure"/> fails the message. The failure
    /// policy of the handler supervises the actor. An actor that cannot be created is retried with increasing delays while its messages wait.
    /// Services in its constructor come from the root container, as always with Akka.DependencyInjection.
    /// </remarks>
    /// <typeparam name="TActor">The type of the actor.</typeparam>
    /// <param name="bus">The builder of the service.</param>
    /// <param name="kind">The kind of the messages.</param>
    /// <param name="routingKey">The name of the messages; for events also a pattern.</param>
    /// <param name="messageType">The type to which messages from outside are converted.</param>
    /// <param name="options">The options of the handler; null for the defaults.</param>
    public static ActorBusBuilder OnActor<TActor>(
        this ActorBusBuilder bus, MessageKind kind, string routingKey, Type messageType, HandlerOptions? options = null)
        where TActor : ActorBase => Add(bus, kind, routingKey, messageType, options, new HandlerActor
        {
            Make = system => DependencyResolver.For(system).Props<TActor>(),
            Name = typeof(TActor).ToString(),
        });

    /// <summary>Adds a handler that is a registered actor: one of the host's own, a router, a shard region or the proxy of a singleton.</summary>
    /// <remarks>
    /// The actor receives the message itself and has handled it when it replies; a <see cref="Status.Failure"/>, or no reply within the time limit
    /// of the handler, fails the message. Messages wait until the actor is registered; when it stops it is looked up again. Its supervision is
    /// that of the host.
    /// </remarks>
    /// <typeparam name="TKey">The key of the actor in the registry, as in <see cref="IRequiredActor{TKey}"/>.</typeparam>
    /// <param name="bus">The builder of the service.</param>
    /// <param name="kind">The kind of the messages.</param>
    /// <param name="routingKey">The name of the messages; for events also a pattern.</param>
    /// <param name="messageType">The type to which messages from outside are converted.</param>
    /// <param name="options">The options of the handler; null for the defaults.</param>
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
        ArgumentNullException.ThrowIfNull(messageType);
        return bus.Add(Handle.Actor(kind, routingKey, actor, options?.Name) with { MessageType = messageType }, options);
    }
}
