using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>One route from configuration.</summary>
/// <param name="Path">The configuration path of the route.</param>
/// <param name="Match">The name of a message, or a pattern.</param>
/// <param name="Handlers">The ids of the handlers.</param>
/// <param name="Stray">A key that has no meaning in a route; null for none.</param>
internal sealed record ConfiguredRoute(string Path, string Match, string[] Handlers, string? Stray = null)
{
    /// <summary>Reads routes from a map of names to ids, or from a list of items with <c>match</c> and <c>handlers</c>.</summary>
    public static IEnumerable<ConfiguredRoute> ReadAll(IConfigurationSection? routes) =>
        routes is null ? [] : routes.GetChildren().SelectMany(child => Read(child, ""));

    private static IEnumerable<ConfiguredRoute> Read(IConfigurationSection route, string prefix)
    {
        var children = route.GetChildren().ToArray();
        if (IsIndex(route.Key) && children.Any(child => !IsIndex(child.Key)))
        {
            var stray = Array.Find(children, child => !IsOne(child, "match") && !IsOne(child, "handlers"));
            return [new ConfiguredRoute(route.Path, route["match"] ?? "", Ids(route.GetSection("handlers")), stray?.Key)];
        }

        // Unquoted names with dots arrive as nested objects.
        return children.All(child => IsIndex(child.Key))
            ? [new ConfiguredRoute(route.Path, prefix + route.Key, Ids(route))]
            : children.SelectMany(child => Read(child, $"{prefix}{route.Key}."));
    }

    private static string[] Ids(IConfigurationSection section) =>
        section.GetChildren().ToArray() is { Length: > 0 } items ? [.. items.Select(item => item.Value ?? "")] : section.Value is { } one ? [one] : [];

    private static bool IsOne(IConfigurationSection section, string word) => section.Key.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
