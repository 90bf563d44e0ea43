using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>One route that configuration names.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Match">The name of a message, or a pattern.</param>
/// <param name="Handlers">The ids of its handlers.</param>
/// <param name="Stray">What is there and has no meaning; null for nothing.</param>
internal sealed record ConfiguredRoute(string Path, string Match, string[] Handlers, string? Stray = null)
{
    /// <summary>Reads routes: a map of names and ids, or a list of <c>match</c> and <c>handlers</c>.</summary>
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

        // Names with dots are objects inside of objects where nobody quotes them.
        return children.All(child => IsIndex(child.Key))
            ? [new ConfiguredRoute(route.Path, prefix + route.Key, Ids(route))]
            : children.SelectMany(child => Read(child, $"{prefix}{route.Key}."));
    }

    private static string[] Ids(IConfigurationSection section) =>
        section.GetChildren().ToArray() is { Length: > 0 } items ? [.. items.Select(item => item.Value ?? "")] : section.Value is { } one ? [one] : [];

    private static bool IsOne(IConfigurationSection section, string word) => section.Key.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
