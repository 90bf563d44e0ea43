using ActorBus.Messages;

namespace ActorBus.Raw;

/// <summary>Builds a table of headers: the first value of a name wins, and a dot in a name nests.</summary>
internal static class RawHeaders
{
    /// <summary>Adds values that are not there yet.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a value is of a kind that cannot travel.</exception>
    public static void AddMissing(Dictionary<string, object> headers, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, given) in values)
        {
            var value = given is Func<object?> ask ? ask() : given;
            if (value is not null) AddMissing(headers, name, value);
        }
    }

    /// <summary>The value of a header, whose name may go into maps by dots; null when there is none.</summary>
    public static object? Find(IReadOnlyDictionary<string, object> headers, string name)
    {
        object? found = headers;
        foreach (var word in name.Split('.')) found = (found as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(word);
        return found;
    }

    /// <summary>Adds a value where there is none yet.</summary>
    public static void AddMissing(Dictionary<string, object> headers, string name, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var words = name.Split('.');
        var table = headers;
        foreach (var word in words[..^1])
        {
            if (!table.TryGetValue(word, out var inner)) table[word] = inner = new Dictionary<string, object>(StringComparer.Ordinal);
            if (inner is not Dictionary<string, object> nested) return;
            table = nested;
        }

        if (value is IEnumerable<KeyValuePair<string, object?>> map && table.GetValueOrDefault(words[^1]) is Dictionary<string, object> known)
            AddMissing(known, map);
        else
            table.TryAdd(words[^1], MetadataValue.Normalize(name, value));
    }
}
