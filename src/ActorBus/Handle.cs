using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus;

/// <summary>Describes handlers that are delegates or actors instead of methods with attributes.</summary>
/// <remarks>
/// A delegate accepts the same parameters as a handler method: the message first, then metadata, the context of the message, a cancellation token and
/// services. Refine the descriptor with <c>with</c>, for example <c>Handle.Command("a", ...) with { IsDistributed = true }</c>. An actor receives the
/// message itself, with a separate sender for each message. It runs outside the flow of the message, so what it dispatches is neither queued behind
/// its command nor part of its transaction. It has handled the message when it replies to that sender, immediately or later, with anything but a
/// <see cref="Status.Failure"/>; see <see cref="HandlerDescriptor.HandledWhenProcessed"/> for an actor that never replies.
/// </remarks>
public static class Handle
{
    /// <summary>Describes a delegate that handles a command.</summary>
    /// <param name="routingKey">The name of the command; null for the name of the type that the delegate takes.</param>
    /// <param name="handler">The delegate.</param>
    /// <param name="name">The handler's name; null for the routing key.</param>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Command(string? routingKey, Delegate handler, string? name = null) =>
        Describe(MessageKind.Command, routingKey, handler, name);

    /// <summary>Describes an actor that handles a command by receiving the message itself.</summary>
    public static HandlerDescriptor Command(string routingKey, Props actor, string? name = null) =>
        Describe(MessageKind.Command, routingKey, actor, name);

    /// <summary>Describes a delegate that handles an event.</summary>
    /// <param name="routingKey">The name of the event or a pattern; null for the name of the type that the delegate takes.</param>
    /// <param name="handler">The delegate.</param>
    /// <param name="name">The name of the handler; null for the routing key, which must then be used only once.</param>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Event(string? routingKey, Delegate handler, string? name = null) =>
        Describe(MessageKind.Event, routingKey, handler, name);

    /// <summary>Describes an actor that handles an event by receiving the message itself.</summary>
    public static HandlerDescriptor Event(string routingKey, Props actor, string? name = null) =>
        Describe(MessageKind.Event, routingKey, actor, name);

    /// <summary>Describes a delegate that handles a query and returns its result.</summary>
    /// <param name="routingKey">The name of the query; null for the name of the type that the delegate takes.</param>
    /// <param name="handler">The delegate.</param>
    /// <param name="name">The handler's name; null for the routing key.</param>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Query(string? routingKey, Delegate handler, string? name = null) =>
        Describe(MessageKind.Query, routingKey, handler, name);

    /// <summary>Describes an actor that handles a query: it receives the message itself and replies to its sender.</summary>
    public static HandlerDescriptor Query(string routingKey, Props actor, string? name = null) =>
        Describe(MessageKind.Query, routingKey, actor, name);

    /// <summary>Describes a delegate that handles the messages of a channel.</summary>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Channel(string channel, Delegate handler, string? name = null) =>
        Describe(MessageKind.Message, channel, handler, name);

    /// <summary>Describes an actor that handles the messages of a channel by receiving the message itself.</summary>
    public static HandlerDescriptor Channel(string channel, Props actor, string? name = null) =>
        Describe(MessageKind.Message, channel, actor, name);

    private static HandlerDescriptor Describe(MessageKind kind, string? routingKey, Delegate handler, string? name)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var label = name ?? routingKey ?? $"{handler.Method.DeclaringType}.{handler.Method.Name}";
        var method = HandlerMethod.Of(label, handler);
        if (method.FaultFor(kind) is { } fault)
            throw new HandlerRegistrationException([$"Delegate '{label}' cannot handle a {kind}: {fault}."]);
        if (routingKey is null && !method.TakesMessage)
            throw new HandlerRegistrationException([$"Delegate '{label}' takes no message and has no routing key. Give it one of both."]);

        var key = routingKey ?? MessageNaming.NameOf(method.MessageType);
        return new HandlerDescriptor
        {
            Name = name ?? key,
            Kind = kind,
            RoutingKey = key,
            MessageType = method.MessageType,
            Invoke = method.InvokerOf(handler),
            Method = method,
        };
    }

    /// <summary>Describes an actor that is created, or found, in the actor system of the bus.</summary>
    internal static HandlerDescriptor Actor(MessageKind kind, string routingKey, HandlerActor actor, string? name) =>
        ActorHandler(kind, routingKey, name) with { ActorSource = actor };

    /// <summary>Describes an actor that receives messages of a kind.</summary>
    internal static HandlerDescriptor Describe(MessageKind kind, string routingKey, Props actor, string? name)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ActorHandler(kind, routingKey, name) with { Actor = actor };
    }

    private static HandlerDescriptor ActorHandler(MessageKind kind, string routingKey, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(routingKey);
        return new HandlerDescriptor { Name = name ?? routingKey, Kind = kind, RoutingKey = routingKey, MessageType = typeof(object) };
    }
}
