using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Extends <see cref="IMessageBus"/> with further ways to attach a listener.</summary>
public static class MessageBusExtensions
{
    /// <summary>Attaches a listener to a phase, to run after the work of the bus itself in that phase.</summary>
    public static IListenerHandle Attach(this IMessageBus bus, Phase phase, Func<DispatchContext, ValueTask> listener)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.Attach((int)phase, listener);
    }

    /// <summary>Attaches a synchronous listener to a phase, to run after the work of the bus itself in that phase.</summary>
    public static IListenerHandle Attach(this IMessageBus bus, Phase phase, Action<DispatchContext> listener)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.Attach((int)phase, Lift(listener));
    }

    /// <summary>Attaches a synchronous listener at a priority.</summary>
    public static IListenerHandle Attach(this IMessageBus bus, int priority, Action<DispatchContext> listener)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.Attach(priority, Lift(listener));
    }

    /// <summary>Attaches a synchronous finalize listener.</summary>
    public static IListenerHandle AttachFinalize(this IMessageBus bus, Action<DispatchContext> listener, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.AttachFinalize(Lift(listener), priority);
    }

    /// <summary>Attaches a listener to an emission, named <c>dispatch</c> or <c>finalize</c>.</summary>
    /// <exception cref="ArgumentException">No emission has this name.</exception>
    public static IListenerHandle Attach(
        this IMessageBus bus, string eventName, Func<DispatchContext, ValueTask> listener, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return eventName switch
        {
            DispatchContext.DispatchEvent => bus.Attach(priority, listener),
            DispatchContext.FinalizeEvent => bus.AttachFinalize(listener, priority),
            _ => throw new ArgumentException(
                $"No listener was attached to bus '{bus.Name}': it emits no '{eventName}'. Attach to '{DispatchContext.DispatchEvent}' or "
                + $"'{DispatchContext.FinalizeEvent}'.",
                nameof(eventName)),
        };
    }

    /// <summary>Attaches a synchronous listener to an emission, named <c>dispatch</c> or <c>finalize</c>.</summary>
    /// <exception cref="ArgumentException">No emission has this name.</exception>
    public static IListenerHandle Attach(this IMessageBus bus, string eventName, Action<DispatchContext> listener, int priority = 0) =>
        bus.Attach(eventName, Lift(listener), priority);

    private static Func<DispatchContext, ValueTask> Lift(Action<DispatchContext> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return context =>
        {
            listener(context);
            return default;
        };
    }
}
