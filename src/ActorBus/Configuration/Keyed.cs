using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Configuration;

/// <summary>Asks a container whether it contains a keyed service, without resolving it.</summary>
internal static class Keyed
{
    /// <summary>Returns whether there is a service of this type with this key; true if the container cannot tell.</summary>
    public static bool Has<T>(IServiceProvider services, string key) =>
        services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(T), key) ?? true;
}
