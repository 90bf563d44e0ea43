using System.Diagnostics.CodeAnalysis;

namespace ActorBus.Actors.Configuration;

/// <summary>Shorthands for configurations that may be missing.</summary>
public static class ConfigExtensions
{
    /// <summary>The configuration with a fallback, or the fallback alone if there is no configuration.</summary>
    /// <param name="config">The configuration, or null.</param>
    /// <param name="fallback">What fills its gaps.</param>
    /// <returns>The merged configuration; the configuration itself if it is its own fallback.</returns>
    [return: NotNullIfNotNull(nameof(fallback))]
    public static Config? SafeWithFallback(this Config? config, Config? fallback) =>
        config is null ? fallback : ReferenceEquals(config, fallback) ? config : config.WithFallback(fallback);

    /// <summary>Whether there is no configuration or nothing in it.</summary>
    /// <param name="config">The configuration, or null.</param>
    /// <returns>True if it is null or has no fields.</returns>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;
}
