using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus;

/// <summary>Handlers that are delegates or actors.</summary>
/// <remarks>
/// A delegate may take what a method may: the message first, then metadata, the message's context, a cancellation token,
/// services. It may return a task, and a query's must return its result.
/// </remarks>
public static class ActorBusBuilderExtensions
{
    /// <summary>Adds a delegate that carries out a command.</summary>
    public static ActorBusBuilder OnCommand(this ActorBusBuilder bus, string routingKey, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Command(routingKey, handler, options?.Name), options, handler);

    /// <summary>Adds a delegate that listens to events, by name or pattern.</summary>
    public static ActorBusBuilder OnEvent(this ActorBusBuilder bus, string routingKey, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Event(routingKey, handler, options?.Name), options, handler);

    /// <summary>Adds a delegate that answers a query.</summary>
    public static ActorBusBuilder OnQuery(this ActorBusBuilder bus, string routingKey, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Query(routingKey, handler, options?.Name), options, handler);

    /// <summary>Adds a delegate that takes the messages of a channel.</summary>
    public static ActorBusBuilder OnMessage(this ActorBusBuilder bus, string channel, Delegate handler, HandlerOptions? options = null) =>
        bus.Add(Handle.Channel(channel, handler, options?.Name), options, handler);

    /// <summary>Adds an actor as a handler: it gets the message itself, and the answer to a query is its reply.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="kind">What kind of message it takes.</param>
    /// <param name="routingKey">Under which name.</param>
    /// <param name="messageType">The type that a message from outside is converted to.</param>
    /// <param name="actor">How it is made; as many as the handler takes messages at a time.</param>
    /// <param name="options">How it is run.</param>
    public static ActorBusBuilder OnActor(
        this ActorBusBuilder bus, MessageKind kind, string routingKey, Type messageType, Props actor, HandlerOptions? options = null)
    {
        var handler = kind switch
        {
            MessageKind.Command => Handle.Command(routingKey, actor, options?.Name),
            MessageKind.Event => Handle.Event(routingKey, actor, options?.Name),
            MessageKind.Query => Handle.Query(routingKey, actor, options?.Name),
            _ => Handle.Channel(routingKey, actor, options?.Name),
        };
        return bus.Add(handler with { MessageType = messageType }, options);
    }

    private static ActorBusBuilder Add(this ActorBusBuilder bus, HandlerDescriptor handler, HandlerOptions? options, Delegate? code = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (code is not null) bus.HandlerAssemblies.Add(code.Method.Module.Assembly);
        return bus.AddHandler(options is null ? handler : options.Apply(handler));
    }
}
