using ActorBus.Messages;
using ActorBus.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Plugins;

/// <summary>Routes a message to the service that is registered under its name as a key.</summary>
/// <remarks>For commands and queries the last such service handles; for an event all of them listen.</remarks>
/// <param name="services">Asked at each dispatch.</param>
public sealed class ServiceLocatorRouter(IServiceProvider services) : RouterPlugin
{
    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.MessageName is not { Length: > 0 } name) return;
        if (context.Bus.Kind == MessageKind.Event)
        {
            foreach (var listener in services.GetKeyedServices<object>(name)) context.Listeners.Add(listener);
        }
        else if (services.GetKeyedService<object>(name) is { } handler)
        {
            Choose(context, handler);
        }
    }
}
