using System.Collections;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Base class of routers that attach to the route phase.</summary>
public abstract class RouterPlugin : MessageBusPlugin, IMessageRouter
{
    /// <summary>The routes for the description of a bus: names or patterns, with their targets.</summary>
    public virtual IEnumerable<KeyValuePair<string, object>> Routes => [];

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Route, context =>
        {
            Route(context);
            return default;
        });
    }

    /// <inheritdoc/>
    public abstract void Route(DispatchContext context);

    /// <summary>Puts the handler of a command or query into the context, unless a producer is already there.</summary>
    private protected static void Choose(DispatchContext context, object handler)
    {
        if (context.Handler is not IMessageProducer) context.Handler = handler;
    }

    /// <summary>Refuses objects that cannot be a handler.</summary>
    private protected static object Checked(object? handler, string role) => handler is null or ValueType or ICollection
        ? throw new ArgumentException(
            $"{(handler is null ? "Null" : $"A {handler.GetType().Name}")} cannot be {role}. Give one delegate, one object with a method for it, a registered "
            + "handler, or the name of one.",
            nameof(handler))
        : handler;
}
