using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Configuration;

/// <summary>Finds the services that settings name by their keys.</summary>
internal static class Keyed
{
    /// <summary>True when the container has a handler of this key, or does not tell.</summary>
    public static bool IsHandler(IServiceProvider services, string key) =>
        services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(object), key) ?? true;

    /// <summary>The service, or null after saying why there is none.</summary>
    public static T? Find<T>(IServiceProvider services, string key, Action<string> refuse)
        where T : class
    {
        try
        {
            if (services.GetKeyedService<T>(key) is { } known) return known;
            refuse($"it is not a string, or unknown by the container. Register a keyed {typeof(T).Name} with this key.");
        }
        catch (Exception error)
        {
            // Somebody else's constructor: one mistake among the others that are reported.
            refuse($"the container could not make the {typeof(T).Name}: {error.GetType().Name}: {error.Message}");
        }

        return null;
    }
}
