using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus;

/// <summary>Handlers that are delegates or actors instead of methods with attributes.</summary>
/// <remarks>
/// A delegate may take what a method may: the message first, then metadata, the message's context, a cancellation token, services. Refine the
/// descriptor with <c>with</c>, for example <c>Handle.Command("a", ...) with { IsDistributed = true }</c>. An actor gets the message itself and has
/// a sender of its own for each; it runs outside of the flow of the message, so that what it dispatches is neither queued behind its command nor a
/// part of its transaction. It has handled the message when it replies to that sender, with anything but a <see cref="Status.Failure"/>, now or
/// later; see <see cref="HandlerDescriptor.HandledWhenProcessed"/> for one that never replies.
/// </remarks>
public static class Handle
{
    /// <summary>A delegate carries out a command.</summary>
    /// <param name="routingKey">The command's name; null for that of the type which the delegate takes.</param>
    /// <param name="handler">The delegate.</param>
    /// <param name="name">The handler's name; null for the routing key.</param>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Command(string? routingKey, Delegate handler, string? name = null) =>
        Describe(MessageKind.Command, routingKey, handler, name);

    /// <summary>An actor carries out a command: it receives the message itself.</summary>
    public static HandlerDescriptor Command(string routingKey, Props actor, string? name = null) =>
        Describe(MessageKind.Command, routingKey, actor, name);

    /// <summary>A delegate listens for an event.</summary>
    /// <param name="routingKey">The event's name or a pattern; null for the name of the type which the delegate takes.</param>
    /// <param name="handler">The delegate.</param>
    /// <param name="name">The handler's name; null for the routing key, which then must be used once only.</param>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Event(string? routingKey, Delegate handler, string? name = null) =>
        Describe(MessageKind.Event, routingKey, handler, name);

    /// <summary>An actor listens for an event: it receives the message itself.</summary>
    public static HandlerDescriptor Event(string routingKey, Props actor, string? name = null) =>
        Describe(MessageKind.Event, routingKey, actor, name);

    /// <summary>A delegate answers a query with its result.</summary>
    /// <param name="routingKey">The query's name; null for that of the type which the delegate takes.</param>
    /// <param name="handler">The delegate.</param>
    /// <param name="name">The handler's name; null for the routing key.</param>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Query(string? routingKey, Delegate handler, string? name = null) =>
        Describe(MessageKind.Query, routingKey, handler, name);

    /// <summary>An actor answers a query: it receives the message itself and replies to its sender.</summary>
    public static HandlerDescriptor Query(string routingKey, Props actor, string? name = null) =>
        Describe(MessageKind.Query, routingKey, actor, name);

    /// <summary>A delegate takes the messages of a channel.</summary>
    /// <exception cref="HandlerRegistrationException">The delegate cannot be a handler.</exception>
    public static HandlerDescriptor Channel(string channel, Delegate handler, string? name = null) =>
        Describe(MessageKind.Message, channel, handler, name);

    /// <summary>An actor takes the messages of a channel: it receives the message itself.</summary>
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

    /// <summary>Describes an actor that is made, or found, in the actor system of the bus.</summary>
    internal static HandlerDescriptor Actor(MessageKind kind, string routingKey, HandlerActor actor, string? name) => new()
    {
        Name = name ?? routingKey,
        Kind = kind,
        RoutingKey = routingKey,
        MessageType = typeof(object),
        ActorSource = actor,
    };

    private static HandlerDescriptor Describe(MessageKind kind, string routingKey, Props actor, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(routingKey);
        ArgumentNullException.ThrowIfNull(actor);
        return new HandlerDescriptor
        {
            Name = name ?? routingKey,
            Kind = kind,
            RoutingKey = routingKey,
            MessageType = typeof(object),
            Actor = actor,
        };
    }
}
