using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Settings;

/// <summary>The settings of one place, such as a file or a section, without structure: paths and texts.</summary>
/// <param name="Name">The place, for people.</param>
/// <param name="Values">The values by the form of their path that is compared.</param>
internal sealed record SettingsLayer(string Name, IReadOnlyDictionary<string, SettingsValue> Values)
{
    /// <summary>The settings of a HOCON object.</summary>
    /// <param name="name">Where the HOCON comes from.</param>
    /// <param name="config">The HOCON.</param>
    /// <param name="path">The object in it; when it is missing there are no settings.</param>
    public static SettingsLayer FromHocon(string name, Config config, string path)
    {
        var values = new Dictionary<string, SettingsValue>(StringComparer.Ordinal);
        if (config.IsEmpty || !config.HasPath(path)) return new SettingsLayer(name, values);
        var open = config.GetConfig(path)!.AsEnumerable().Select(one => (Words: new[] { one.Key }, one.Value)).ToList();
        while (open.Count > 0)
        {
            var (words, value) = open[^1];
            open.RemoveAt(open.Count - 1);
            if (value.IsObject())
            {
                open.AddRange(value.GetObject()!.Items.Select(child => (Words: (string[])[.. words, child.Key], child.Value)));
                continue;
            }

            var texts = value.IsArray() ? value.GetStringList() : [value.GetString()!];
            Add(values, new SettingsValue(SettingsKey.Of(words), $"{path}.{string.Join('.', words.Select(Quote))}", words, [.. texts.OfType<string>()]));
        }

        return new SettingsLayer(name, values);
    }

    /// <summary>The settings of a section of an <see cref="IConfiguration"/>; keys that are numbers make a list.</summary>
    public static SettingsLayer FromConfiguration(IConfigurationSection section)
    {
        var values = new Dictionary<string, SettingsValue>(StringComparer.Ordinal);
        var open = new Stack<(string[] Words, IConfigurationSection Section)>(section.GetChildren().Select(child => (new[] { child.Key }, child)));
        while (open.TryPop(out var one))
        {
            var children = one.Section.GetChildren().ToArray();
            var isList = children.Length > 0 && children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
            if (isList || one.Section.Value is not null)
            {
                var texts = isList ? children.Select(child => child.Value ?? "") : [one.Section.Value!];
                Add(values, new SettingsValue(SettingsKey.Of(one.Words), one.Section.Path, one.Words, [.. texts]));
            }

            if (isList) continue;
            foreach (var child in children) open.Push(([.. one.Words, child.Key], child));
        }

        return new SettingsLayer($"section {section.Path}", values);
    }

    private static void Add(Dictionary<string, SettingsValue> values, SettingsValue value) => values[value.Key] = value;

    private static string Quote(string word) => word.Contains('.', StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
