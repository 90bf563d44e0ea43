using System.Globalization;
using Akka.Configuration;

namespace ActorBus.Settings;

/// <summary>Reads the settings of one service from several places, the stronger first, and collects what is wrong with them.</summary>
/// <remarks>
/// A bad value is a fault and the next weaker place is asked, so that one start reports every fault there is. What nobody read
/// when all is done was misspelt. Not thread-safe; used once, at start.
/// </remarks>
public sealed class SettingsReader
{
    private readonly IReadOnlyList<SettingsLayer> _layers;
    private readonly HashSet<string> _known;
    private readonly List<string> _faults;
    private readonly string[] _words;
    private readonly SettingsLayer? _reference;

    internal SettingsReader(IReadOnlyList<SettingsLayer> layers)
        : this(layers, null, new HashSet<string>(StringComparer.Ordinal), [], [])
    {
    }

    private SettingsReader(
        IReadOnlyList<SettingsLayer> layers, SettingsLayer? reference, HashSet<string> known, List<string> faults, string[] words)
    {
        _layers = layers;
        _reference = reference;
        _known = known;
        _faults = faults;
        _words = words;
    }

    /// <summary>Everything that is wrong, one text each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The settings below a path.</summary>
    /// <param name="name">The name of the part, such as <c>rabbitmq</c>.</param>
    /// <param name="reference">The part's own reference configuration, the weakest of all places; null for none of its own.</param>
    public SettingsReader Section(string name, Config? reference = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var weakest = reference is null ? _reference : SettingsLayer.FromHocon("reference", reference, "actorbus");
        return new SettingsReader(_layers, weakest, _known, _faults, [.. _words, name]);
    }

    /// <summary>The names below a path that users chose themselves, such as those of handlers, as they were written.</summary>
    public IReadOnlyList<string> Names(string path)
    {
        var key = KeyOf(path);
        var depth = key.Count(c => c == SettingsKey.Delimiter) + 1;
        return [.. _layers.SelectMany(layer => layer.Values.Values).Where(value => value.Key.StartsWith(key + SettingsKey.Delimiter, StringComparison.Ordinal))
            .Select(value => value.Words[depth]).DistinctBy(SettingsKey.Of)];
    }

    /// <summary>The names of the parts right below this one, as they were written; of two that are compared as one the stronger's.</summary>
    internal IReadOnlyList<string> NamesAsWritten() =>
        [.. Below().Where(value => value.Words.Count > _words.Length + 1).Select(value => value.Words[_words.Length]).DistinctBy(SettingsKey.Of)];

    /// <summary>All values below a path, of several with the same path the strongest; all of them are known then.</summary>
    internal IReadOnlyList<(string Name, SettingsValue Value)> Entries(string path)
    {
        var part = Section(path);
        var values = part.Below().DistinctBy(value => value.Key).ToArray();
        foreach (var value in values) _known.Add(value.Key);
        return [.. values.Select(value => (string.Join('.', value.Words.Skip(part._words.Length)), value))];
    }

    /// <summary>The items of a list, or a single one; none when there is no value.</summary>
    internal IReadOnlyList<string> Items(string path)
    {
        _known.Add(KeyOf(path));
        return Found(path).FirstOrDefault()?.Items ?? [];
    }

    /// <summary>A text; null when there is none.</summary>
    public string? Text(string path) => Find(path, "a text", _ => true);

    /// <summary>Texts, as a list or with commas between them; null when there are none.</summary>
    public IReadOnlyList<string>? Texts(string path)
    {
        _known.Add(KeyOf(path));
        return Found(path).FirstOrDefault() is { } value
            ? [.. value.Items.SelectMany(item => item.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
            : null;
    }

    /// <summary>A duration above zero, such as <c>500ms</c>, <c>30s</c> or <c>00:00:30</c>.</summary>
    public TimeSpan? Duration(string path) => Read(path, "a duration above zero such as 500ms, 30s or 00:00:30", SettingsText.Duration);

    /// <summary>A duration above zero, or the word <c>infinite</c>.</summary>
    public TimeSpan? DurationOrInfinite(string path) => Read(
        path, "a duration above zero such as 500ms, 30s or 00:00:30, or infinite",
        text => text.Trim() == "infinite" ? Timeout.InfiniteTimeSpan : SettingsText.Duration(text));

    /// <summary>Durations, as a list or with commas between them.</summary>
    public IReadOnlyList<TimeSpan>? Durations(string path)
    {
        _known.Add(KeyOf(path));
        foreach (var value in Found(path))
        {
            var texts = value.Items.SelectMany(item => item.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var bad = texts.Where(text => SettingsText.Duration(text) is null).ToArray();
            if (bad.Length == 0) return [.. texts.Select(text => SettingsText.Duration(text)!.Value)];
            Report(value, $"has '{string.Join("', '", bad)}'; each item must be a duration above zero such as 500ms or 10s");
        }

        return null;
    }

    /// <summary>A whole number within limits; null also for the word <c>auto</c>.</summary>
    public int? Number(string path, int least, int most)
    {
        var text = Find(path, $"a whole number from {least} to {most}", text => IsNumber(text, least, most) || text.Trim() == "auto");
        return text is null || text.Trim() == "auto" ? null : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>A size in bytes above zero, such as <c>16KiB</c> or <c>4m</c>.</summary>
    public int? Size(string path) => Read(path, "a size from 1 byte to 2 GiB such as 16KiB or 4MiB", SettingsText.Size);

    /// <summary>Yes or no.</summary>
    public bool? Flag(string path) => Read(path, "true or false", SettingsText.Flag);

    /// <summary>One word of an enumeration, in any case, dashes ignored.</summary>
    /// <param name="path">The path; empty for the section itself, whose name may have dots.</param>
    public T? Word<T>(string path)
        where T : struct, Enum => Read(
            path, $"one of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}",
            text => Array.Find(Enum.GetNames<T>(), name => SettingsKey.Of(name) == SettingsKey.Of(text.Trim())) is { } name ? Enum.Parse<T>(name) : (T?)null);

    /// <summary>Reports a fault that the values have together, or that a part found itself.</summary>
    /// <param name="path">The path it concerns.</param>
    /// <param name="fault">What is wrong and what to do.</param>
    public void Fault(string path, string fault) => _faults.Add($"{PlaceOf(path)}: {fault}");

    /// <summary>Reports a fault that a part found in one of its values.</summary>
    internal void Fault(SettingsValue value, string fault) => _faults.Add($"{value.Path}: {fault}");

    /// <summary>Reports every setting that nobody asked for.</summary>
    /// <param name="optional">Parts that may be configured without being in use.</param>
    internal void ReportUnknown(params string[] optional)
    {
        var unused = optional.Select(SettingsKey.Of).Where(part => !_known.Any(key => IsBelow(key, part))).ToArray();
        foreach (var value in _layers.SelectMany(layer => layer.Values.Values))
        {
            if (_known.Contains(value.Key) || unused.Any(part => IsBelow(value.Key, part))) continue;
            var near = _known.MinBy(known => Distance(known, value.Key));
            _faults.Add($"{value.Path}: there is no such setting{(near is null ? "" : $"; the nearest is '{near.Replace(SettingsKey.Delimiter, '.')}'")}. Remove or correct it.");
        }
    }

    private static bool IsNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool IsBelow(string key, string part) => key.StartsWith(part + SettingsKey.Delimiter, StringComparison.Ordinal);

    private static int Distance(string one, string other)
    {
        var same = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return one.Length + other.Length - (2 * same);
    }

    private T? Read<T>(string path, string wanted, Func<string, T?> parse)
        where T : struct => Find(path, wanted, text => parse(text) is not null) is { } text ? parse(text) : null;

    private string? Find(string path, string wanted, Func<string, bool> accepts)
    {
        _known.Add(KeyOf(path));
        foreach (var value in Found(path))
        {
            if (value.Items is [var text] && accepts(text)) return text;
            Report(value, $"is not {wanted}: {(value.Items.Count == 1 ? $"'{value.Items[0]}'" : $"it is a list of {value.Items.Count}")}");
        }

        return null;
    }

    private IEnumerable<SettingsValue> Found(string path)
    {
        var key = KeyOf(path);
        foreach (var layer in _reference is null ? _layers : _layers.Append(_reference))
        {
            if (layer.Values.TryGetValue(key, out var value)) yield return value;
        }
    }

    /// <summary>The path of a value; of one that is missing, next to what was written in the same part.</summary>
    private string PlaceOf(string path)
    {
        if (Found(path).FirstOrDefault() is { } value) return value.Path;
        var words = path.Length == 0 ? [] : (string[])[path];
        return Below().FirstOrDefault() is { } near
            ? string.Join(near.Separator, words.Prepend(near.PathOf(_words.Length)))
            : string.Join('.', _words.Concat(words));
    }

    private IEnumerable<SettingsValue> Below()
    {
        var prefix = _words.Length == 0 ? "" : SettingsKey.Of(_words) + SettingsKey.Delimiter;
        return _layers.SelectMany(layer => layer.Values.Values).Where(value => value.Key.StartsWith(prefix, StringComparison.Ordinal));
    }

    private string KeyOf(string path) => SettingsKey.Of(path.Length == 0 ? _words : _words.Concat(path.Split('.')));

    private void Report(SettingsValue value, string fault) => _faults.Add($"{value.Path} {fault}.");
}
