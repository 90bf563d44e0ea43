using ActorBus.Messages;

namespace ActorBus.Raw;

/// <summary>Builds header tables: the first value of a name wins, and a dot in a name creates a nested table.</summary>
internal static class RawHeaders
{
    /// <summary>Adds the values that are missing.</summary>
    /// <exception cref="ArgumentException">A name is empty, or the type of a value is not supported.</exception>
    public static void AddMissing(Dictionary<string, object> headers, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, given) in values)
        {
            var value = given is Func<object?> ask ? ask() : given;
            if (value is not null) AddMissing(headers, name, value);
        }
    }

    /// <summary>Returns the value of a header, whose name may lead into nested tables by dots; null when it does not exist.</summary>
    public static object? Find(IReadOnlyDictionary<string, object> headers, string name)
    {
        object? found = headers;
        foreach (var word in name.Split('.')) found = (found as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(word);
        return found;
    }

    /// <summary>Adds a value if it is missing.</summary>
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
