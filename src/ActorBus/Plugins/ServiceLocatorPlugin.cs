using ActorBus.Configuration;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Plugins;

/// <summary>Replaces each string that stands for a handler by the keyed service registered under it.</summary>
/// <remarks>
/// The services are resolved at each dispatch and for its message only, in a scope that is disposed when the message has ended. Strings for which no
/// service is registered are kept.
/// </remarks>
/// <param name="services">Resolves the handlers.</param>
public sealed class ServiceLocatorPlugin(IServiceProvider services) : MessageBusPlugin
{
    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        // Before the bus refuses a message without a handler.
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
