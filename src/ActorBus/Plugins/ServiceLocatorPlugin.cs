using ActorBus.Configuration;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Plugins;

/// <summary>Replaces a string that stands for a handler by the service registered with it as a key, each in its place.</summary>
/// <remarks>
/// The services are asked at each dispatch, for the message on its way only, in a scope of that message, which is disposed when the message has
/// ended; what they do not know stays.
/// </remarks>
/// <param name="services">Where the handlers come from.</param>
public sealed class ServiceLocatorPlugin(IServiceProvider services) : MessageBusPlugin
{
    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        // Before the bus refuses what has no handler.
        Listen(bus, Priority.LocateHandler + 1, context =>
        {
            Locate(context);
            return default;
        });
    }

    private void Locate(DispatchContext context)
    {
        if (context.Bus.Kind != MessageKind.Event)
        {
            if (context.Handler is string id && Find(context, id) is { } handler) context.Handler = handler;
            return;
        }

        for (var index = 0; index < context.Listeners.Count; index++)
        {
            if (context.Listeners[index] is string id && Find(context, id) is { } listener) context.Listeners[index] = listener;
        }
    }

    private object? Find(DispatchContext context, string id) =>
        Keyed.Has<object>(services, id) ? context.Extras.ServicesFrom(services).GetKeyedService<object>(id) : null;
}
