using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus;

/// <summary>Extends <see cref="ActorBusBuilder"/> with handlers that are delegates or actors.</summary>
/// <remarks>
/// A delegate accepts the same parameters as a handler method: the message first, then metadata, the context of the message, a cancellation token and
/// services. It may return a task; the delegate of a query must return the result.
/// </remarks>
public static class ActorBusBuilderExtensions
{
    /// <summary>Adds a delegate that handles a command.</summary>
    public static ActorBusBuilder OnCommand(this ActorBusBuilder bus, string routingKey, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Command(routingKey, handler, options?.Name), options, handler);

    /// <summary>Adds a delegate that handles events, selected by name or pattern.</summary>
    public static ActorBusBuilder OnEvent(this ActorBusBuilder bus, string routingKey, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Event(routingKey, handler, options?.Name), options, handler);

    /// <summary>Adds a delegate that handles a query and returns its result.</summary>
    public static ActorBusBuilder OnQuery(this ActorBusBuilder bus, string routingKey, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Query(routingKey, handler, options?.Name), options, handler);

    /// <summary>Adds a delegate that handles the messages of a channel.</summary>
    public static ActorBusBuilder OnMessage(this ActorBusBuilder bus, string channel, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Channel(channel, handler, options?.Name), options, handler);

    /// <summary>Adds an actor as a handler. The actor receives the message itself; for a query, its reply is the result.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="kind">The kind of message.</param>
    /// <param name="routingKey">The name of the message, or of the channel.</param>
    /// <param name="messageType">The type to which a message from outside the process is converted.</param>
    /// <param name="actor">The props of the actor; as many instances are created as the handler may process messages concurrently.</param>
    /// <param name="options">How the handler runs.</param>
    public static ActorBusBuilder OnActor(
        this ActorBusBuilder bus, MessageKind kind, string routingKey, Type messageType, Props actor, HandlerOptions? options = null) =>
        bus.Add(Handle.Describe(kind, routingKey, actor, options?.Name) with { MessageType = messageType }, options);

    /// <summary>Adds a handler with its options.</summary>
    internal static ActorBusBuilder Add(this ActorBusBuilder bus, HandlerDescriptor handler, HandlerOptions? options, Delegate? code = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (code is not null) bus.HandlerAssemblies.Add(code.Method.Module.Assembly);
        return bus.AddHandler(options is null ? handler : options.Apply(handler));
    }
}
