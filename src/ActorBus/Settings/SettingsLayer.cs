using System.Globalization;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Settings;

/// <summary>The settings of one place, such as a file or a section, without structure: paths and texts.</summary>
/// <param name="Name">The place, for people.</param>
/// <param name="Values">The values by the form of their path that is compared, in the order in which they were written.</param>
internal sealed record SettingsLayer(string Name, IReadOnlyDictionary<string, SettingsValue> Values)
{
    /// <summary>The settings of an object in HOCON.</summary>
    /// <param name="name">Where the HOCON comes from.</param>
    /// <param name="config">The HOCON.</param>
    /// <param name="path">The object in it; when it is missing there are no settings.</param>
    public static SettingsLayer FromHocon(string name, Config config, string path) =>
        FromObject(name, config.IsEmpty || !config.HasPath(path) ? ConfigurationFactory.Empty : config.GetConfig(path)!, path);

    /// <summary>The settings of a HOCON object.</summary>
    /// <param name="name">Where the HOCON comes from.</param>
    /// <param name="config">The object.</param>
    /// <param name="place">Where it stands, for people.</param>
    public static SettingsLayer FromObject(string name, Config config, string place)
    {
        var values = new Dictionary<string, SettingsValue>(StringComparer.Ordinal);
        if (config.IsEmpty) return new SettingsLayer(name, values);
        var open = config.AsEnumerable().Select(one => (Words: new[] { one.Key }, one.Value)).Reverse().ToList();
        while (open.Count > 0)
        {
            var (words, value) = open[^1];
            open.RemoveAt(open.Count - 1);
            if (value.IsObject())
            {
                open.AddRange(value.GetObject()!.Items.Select(child => (Words: (string[])[.. words, child.Key], child.Value)).Reverse());
                continue;
            }

            // What is no text in a list stays as an empty one, for its reader to refuse.
            var texts = value.IsArray() ? value.GetArray().Select(item => item.IsObject() || item.IsArray() ? null : item.GetString()) : [value.GetString()];
            Add(values, new SettingsValue(place, '.', words, [.. texts.Select(text => text ?? "")]));
        }

        return new SettingsLayer(name, values);
    }

    /// <summary>The settings of a section of an <see cref="IConfiguration"/>; keys that are numbers make a list.</summary>
    public static SettingsLayer FromConfiguration(IConfigurationSection section)
    {
        var values = new Dictionary<string, SettingsValue>(StringComparer.Ordinal);
        var open = new Stack<(string[] Words, IConfigurationSection Section)>(
            section.GetChildren().Select(child => (new[] { child.Key }, child)).Reverse());
        while (open.TryPop(out var one))
        {
            var children = one.Section.GetChildren().ToArray();
            var isList = children.Length > 0 && children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
            if (isList || one.Section.Value is not null)
            {
                var texts = isList ? children.Select(child => child.Value ?? "") : [one.Section.Value!];
                Add(values, new SettingsValue(section.Path, SettingsKey.Delimiter, one.Words, [.. texts]));
            }

            if (isList) continue;
            foreach (var child in children.Reverse()) open.Push(([.. one.Words, child.Key], child));
        }

        return new SettingsLayer($"section {section.Path}", values);
    }

    private static void Add(Dictionary<string, SettingsValue> values, SettingsValue value) => values[value.Key] = value;
}
