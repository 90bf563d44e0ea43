using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>
/// Validates a section against the options types and records its values for the binder. The binder alone would stop at the first fault, ignore
/// unknown keys and not understand units.
/// </summary>
/// <remarks>An invalid value is left out, so the value of a section with lower precedence applies; the start fails in any case.</remarks>
/// <param name="values">Receives the values.</param>
/// <param name="kinds">The options types of the broker kinds, by name; null for a kind that is not in use but may be configured.</param>
/// <param name="placeOf">Returns where a section was written.</param>
/// <param name="isOwn">Whether the section belongs to this one service alone.</param>
/// <param name="faults">Receives every fault, with its path.</param>
internal sealed class OptionReader(
    OptionValues values, IReadOnlyDictionary<string, Type?> kinds, Func<IConfigurationSection, Place> placeOf, bool isOwn, List<string> faults)
{
    /// <summary>Reads a group of options, or a map of names to options of one type.</summary>
    /// <param name="section">The section.</param>
    /// <param name="type">The type of the options.</param>
    /// <param name="path">The path under which the values are recorded.</param>
    public void ReadGroup(IConfigurationSection section, Type type, string path)
    {
        values.Mark(path, placeOf(section), isOwn);
        if (OptionTypes.ValuesOf(type) is { } named) ReadNamed(section, named, path);
        else ReadOptions(section, OptionsOf(type), path);
    }

    private void ReadNamed(IConfigurationSection section, Type type, string path)
    {
        foreach (var child in section.GetChildren())
        {
            var below = $"{path}:{child.Key}";
            if (!OptionTypes.IsText(type) && !type.IsArray) values.Touch(below);
            Read(child, type, below);
        }
    }

    private void ReadOptions(IConfigurationSection section, Dictionary<string, (string Key, Type? Type)> options, string path)
    {
        HashSet<string> said = [];
        foreach (var child in section.GetChildren())
        {
            // The sections of single services are read separately.
            if (path.Length == 0 && !isOwn && OptionTypes.WordOf(child.Key) == "services") continue;
            if (!options.TryGetValue(OptionTypes.WordOf(child.Key), out var option)) ReportUnknown(child, [.. options.Values.Select(known => known.Key)]);
            else if (!said.Add(option.Key)) faults.Add($"{placeOf(child)}: '{option.Key}' is there in another spelling too. Keep one of them.");
            else if (option.Type is not null) Read(child, option.Type, path.Length == 0 ? option.Key : $"{path}:{option.Key}");
        }
    }

    private void Read(IConfigurationSection section, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(IConfigurationSection)) Copy(section, path);
        else if (type.IsArray) ReadList(section, type.GetElementType()!, path);
        else if (OptionTypes.IsText(type)) ReadText(section, type, path);
        // The value may be a misplaced password, so it is not printed.
        else if (section.Value is { Length: > 0 }) faults.Add($"{placeOf(section)} is a group of options, and has a text instead. Write the options below it.");
        else ReadGroup(section, type, path);
    }

    private void ReadList(IConfigurationSection section, Type type, string path)
    {
        var children = section.GetChildren().ToArray();
        if (children.Length == 0 && section.Value is null) return;
        if (children.Length > 0 && !IsList(children))
        {
            faults.Add($"{placeOf(section)} is a list, and has options instead. Write its items, as a list or with commas between them.");
            return;
        }

        // A list item that is not text is kept as an empty text, which is then refused.
        string[] texts = [.. children.Where(child => string.IsNullOrEmpty(child.Value)).Select(_ => ""), .. children.Select(child => child.Value).DefaultIfEmpty(section.Value)
            .SelectMany(text => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])];
        var bad = texts.Where(text => OptionConversion.Convert(text, type, section.Key) is null).ToArray();
        if (bad.Length > 0) faults.Add($"{placeOf(section)} has '{string.Join("', '", bad)}'; each item must be {OptionConversion.Wanted(type, section.Key)}.");
        else values.SetList(path, [.. texts.Select(text => OptionConversion.Convert(text, type, section.Key)!)], placeOf(section), isOwn);
    }

    private void ReadText(IConfigurationSection section, Type type, string path)
    {
        var items = section.GetChildren().Count();
        if (items > 0) values.Refuse(path, $"{placeOf(section)} is not {OptionConversion.Wanted(type, section.Key)}: it is a list of {items}.");
        else if (section.Value is not { } text) return;
        // "auto" means the default.
        else if (text.Trim() == "auto" && type != typeof(string) && type != typeof(object)) values.Clear(path);
        else if (OptionConversion.Convert(text, type, section.Key) is { } converted) values.Set(path, converted, placeOf(section), isOwn);
        else values.Refuse(path, $"{placeOf(section)} is not {OptionConversion.Wanted(type, section.Key)}: '{text}'.");
    }

    /// <summary>Copies a section that its reader validates itself.</summary>
    private void Copy(IConfigurationSection section, string path)
    {
        var children = section.GetChildren().ToArray();
        if (section.Value is not null || IsList(children)) values.Set(path, section.Value, placeOf(section), isOwn);
        else values.Mark(path, placeOf(section), isOwn);
        foreach (var child in children) Copy(child, $"{path}:{child.Key}");
    }

    private Dictionary<string, (string Key, Type? Type)> OptionsOf(Type type)
    {
        var options = OptionTypes.Of(type).ToDictionary(option => option.Key, option => (option.Value.Key, (Type?)option.Value.Type), StringComparer.Ordinal);
        if (!typeof(ConfiguredDistribution).IsAssignableFrom(type)) return options;
        foreach (var (name, kind) in kinds) options.TryAdd(OptionTypes.WordOf(name), (name, kind));
        return options;
    }

    private void ReportUnknown(IConfigurationSection section, IReadOnlyCollection<string> known)
    {
        var place = placeOf(section);
        var word = OptionTypes.WordOf(section.Key);
        var near = known.MinBy(option => Distance(OptionTypes.WordOf(option), word))!;
        var hint = Distance(OptionTypes.WordOf(near), word) <= word.Length / 2
            ? $"the nearest is '{place.Write(near)}'" : $"there is {string.Join(", ", known.Select(option => $"'{place.Write(option)}'"))}";
        faults.Add($"{place}: there is no such setting; {hint}. Remove or correct it.");
    }

    private static bool IsList(IConfigurationSection[] children) =>
        children.Length > 0 && children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>Returns the edit distance of two words.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0]++;
            for (var j = 1; j <= other.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
