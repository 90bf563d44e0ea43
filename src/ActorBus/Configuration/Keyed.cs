using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Configuration;

/// <summary>Asks a container what it has under a key, without having anything made.</summary>
internal static class Keyed
{
    /// <summary>Returns true when there is a service of this type with this key, or the container does not tell.</summary>
    public static bool Has<T>(IServiceProvider services, string key) =>
        services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(T), key) ?? true;
}
