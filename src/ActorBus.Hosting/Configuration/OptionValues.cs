using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>
/// The configuration values of one service in the form the binder reads, with the place where each was written. Used once, at start.
/// </summary>
/// <param name="faults">Receives every fault, with its path.</param>
internal sealed class OptionValues(List<string> faults)
{
    private readonly Dictionary<string, string?> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Place> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether there is a value at a path or below it.</summary>
    public bool Has(string path) => _texts.Keys.Any(key => IsIn(key, path));

    /// <summary>Returns the text at a path; null where there is none.</summary>
    public string? Text(string path) => _texts.GetValueOrDefault(path);

    /// <summary>Returns whether the value at a path was written for this one service alone.</summary>
    public bool IsOwn(string path) => _own.Contains(path);

    /// <summary>Returns whether the value at a path was refused and already reported as a fault.</summary>
    public bool IsRefused(string path) => _refused.Contains(path);

    /// <summary>Binds options to the values at a path.</summary>
    public T Bind<T>(string path, T options)
        where T : class
    {
        new ConfigurationBuilder().AddInMemoryCollection(_texts).Build().GetSection(path).Bind(options);
        return options;
    }

    /// <summary>Returns the names directly below a path.</summary>
    public IReadOnlyList<string> Names(string path) =>
        [.. new ConfigurationBuilder().AddInMemoryCollection(_texts).Build().GetSection(path).GetChildren().Select(child => child.Key)];

    /// <summary>Returns the values below a path by their user-defined names, ignoring case.</summary>
    public IReadOnlyDictionary<string, T> Named<T>(string path) => Bind(path, new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Sets the text at a path, replacing everything at or below it.</summary>
    public void Set(string path, string? text, Place place, bool isOwn = false)
    {
        Clear(path);
        _texts[path] = text;
        Mark(path, place, isOwn);
    }

    /// <summary>Sets the items of a list, replacing everything at or below the path.</summary>
    public void SetList(string path, IReadOnlyList<string> items, Place place, bool isOwn)
    {
        // The binder reads an empty text as a list without items.
        Set(path, items.Count == 0 ? "" : null, place, isOwn);
        foreach (var (index, item) in items.Index()) _texts[$"{path}:{index}"] = item;
    }

    /// <summary>Adds a group of options even if there is no value below it.</summary>
    public void Touch(string path) => _texts.TryAdd(path, null);

    /// <summary>Records that the value at a path is a fault.</summary>
    public void Refuse(string path, string fault)
    {
        _refused.Add(path);
        faults.Add(fault);
    }

    /// <summary>Records where a value was written.</summary>
    public void Mark(string path, Place place, bool isOwn)
    {
        _places[path] = place;
        if (isOwn) _own.Add(path);
    }

    /// <summary>Removes the values at a path and below it.</summary>
    public void Clear(string path)
    {
        foreach (var key in _texts.Keys.Where(key => IsIn(key, path)).ToArray()) _texts.Remove(key);
        foreach (var key in _places.Keys.Where(key => IsIn(key, path)).ToArray()) _places.Remove(key);
    }

    /// <summary>Returns where a value was written, or where it would have been written.</summary>
    public Place PlaceOf(string path)
    {
        if (_places.TryGetValue(path, out var place)) return place;
        var end = path.LastIndexOf(':');
        return end < 0 ? new Place($"ActorBus:{path}", false) : PlaceOf(path[..end]).Below(path[(end + 1)..]);
    }

    /// <summary>Reports a fault at a path.</summary>
    public void Fault(string path, string fault) => faults.Add($"{PlaceOf(path)}: {fault}");

    /// <summary>Reports a fault that begins with the name of an option, at the path of that option or of its section.</summary>
    /// <param name="fault">
    /// The fault, such as <c>Prefetch is 0.</c>, <c>Limits.MaxHeaders is 0.</c> or <c>Raw.Consumers['jobs']: it has no queue.</c>
    /// </param>
    /// <param name="sections">The paths of the options, in order of precedence.</param>
    public void FaultIn(string fault, params IReadOnlyList<string> sections)
    {
        var end = Math.Max(0, fault.AsSpan().IndexOfAny(" :"));
        var option = fault[..end].Replace("['", ":", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal).Replace('.', ':');
        var path = sections.Select(section => $"{section}:{option}").FirstOrDefault(_places.ContainsKey);
        if (path is null) Fault(sections.FirstOrDefault(_places.ContainsKey) ?? sections[^1], fault);
        else Fault(path, fault[end] == ':' ? fault[(end + 2)..] : fault);
    }

    private static bool IsIn(string key, string path) =>
        key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (key.Length == path.Length || key[path.Length] == ':');
}
