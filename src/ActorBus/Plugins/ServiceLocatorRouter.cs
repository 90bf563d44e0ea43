using ActorBus.Configuration;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Plugins;

/// <summary>Routes a message to the keyed service registered under its name.</summary>
/// <remarks>
/// For commands and queries the last such service is the handler; for an event all of them listen. They are resolved in a scope of the message, which
/// is disposed when the message has ended.
/// </remarks>
/// <param name="services">Resolves the services at each dispatch.</param>
public sealed class ServiceLocatorRouter(IServiceProvider services) : RouterPlugin
{
    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.MessageName is not { Length: > 0 } name || !Keyed.Has<object>(services, name)) return;
        var scope = context.Extras.ServicesFrom(services);
        if (context.Bus.Kind == MessageKind.Event)
        {
            foreach (var listener in scope.GetKeyedServices<object>(name)) context.Listeners.Add(listener);
        }
        else if (scope.GetKeyedService<object>(name) is { } handler)
        {
            Choose(context, handler);
        }
    }
}
