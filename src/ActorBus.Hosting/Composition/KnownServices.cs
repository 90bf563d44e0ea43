using ActorBus.Handlers;
using ActorBus.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Composition;

/// <summary>Determines what handlers can take as parameters: the services of the container, and the buses of their own service.</summary>
internal sealed class KnownServices(IServiceProviderIsService container) : IServiceProviderIsKeyedService
{
    /// <summary>Returns a fault for each handler that needs a service that is not registered; empty when the container cannot tell.</summary>
    public static IEnumerable<string> Missing(HandlerRegistry handlers, IServiceProvider services)
    {
        if (services.GetService<IServiceProviderIsService>() is not { } container) return [];
        var known = new KnownServices(container);
        return handlers.All.Select(handler => (handler.Name, Missing: handler.Method?.MissingFrom(known).ToArray() ?? []))
            .Where(one => one.Missing.Length > 0)
            .Select(one => $"Handler '{one.Name}' cannot be made: {string.Join(", and ", one.Missing)}, and no such service is registered. Register it, "
                + "or give the parameter a default.");
    }

    /// <inheritdoc/>
    public bool IsService(Type serviceType) =>
        BusServices.IsOwn(serviceType) || serviceType == typeof(MessageConverters) || container.IsService(serviceType);

    /// <inheritdoc/>
    public bool IsKeyedService(Type serviceType, object? serviceKey) =>
        container is not IServiceProviderIsKeyedService keyed || keyed.IsKeyedService(serviceType, serviceKey);
}
