using System.Collections;
using System.Globalization;

namespace ActorBus.Messages;

/// <summary>Converts metadata values to and from the types in which they are transmitted.</summary>
internal static class MetadataValue
{
    private const int MaxDepth = 8;

    /// <summary>Converts a value to the type in which it is transmitted.</summary>
    /// <exception cref="ArgumentException">The type of the value is not supported, or the value is nested too deeply.</exception>
    public static object Normalize(string key, object value) => Normalize(key, value, 0);

    /// <summary>Converts a transmitted value to another type.</summary>
    /// <exception cref="InvalidCastException">The value cannot be converted to that type.</exception>
    public static object Convert(string key, object value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(value)) return value;
        try
        {
            if (value is object[] items) return ListOf(key, items, target);
            if (value is Dictionary<string, object> map) return MapOf(key, map, target);
            if (value is byte[]) throw new InvalidCastException();
            var text = System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            if (target == typeof(string)) return text;
            if (target == typeof(Guid)) return Guid.Parse(text);
            if (target == typeof(DateTimeOffset)) return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
            if (target == typeof(DateTime)) return DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            if (target == typeof(DateOnly)) return DateOnly.Parse(text, CultureInfo.InvariantCulture);
            if (target == typeof(TimeOnly)) return TimeOnly.Parse(text, CultureInfo.InvariantCulture);
            if (target == typeof(TimeSpan)) return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
            if (target.IsEnum) return Enum.Parse(target, text, ignoreCase: true);
            return System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw new InvalidCastException(
                $"Metadata '{key}' is a {value.GetType().Name} and cannot be read as {target.Name}. Read it as {value.GetType().Name}.",
                error);
        }
    }

    private static object ListOf(string key, object[] items, Type target)
    {
        var type = target.IsArray ? target.GetElementType()! : target.GetGenericArguments() is [var only] ? only : throw new InvalidCastException();
        var list = Array.CreateInstance(type, items.Length);
        for (var i = 0; i < items.Length; i++) list.SetValue(Convert(key, items[i], type), i);
        if (target.IsInstanceOfType(list)) return list;
        var wanted = typeof(List<>).MakeGenericType(type);
        return target == wanted ? Activator.CreateInstance(wanted, list)! : throw new InvalidCastException();
    }

    private static object MapOf(string key, Dictionary<string, object> map, Type target)
    {
        if (target.GetGenericArguments() is not [var names, var type] || names != typeof(string)) throw new InvalidCastException();
        var wanted = typeof(Dictionary<,>).MakeGenericType(names, type);
        if (!target.IsAssignableFrom(wanted)) throw new InvalidCastException();
        var read = (IDictionary)Activator.CreateInstance(wanted)!;
        foreach (var (name, value) in map) read[name] = Convert($"{key}.{name}", value, type);
        return read;
    }

    private static object Normalize(string key, object value, int depth)
    {
        if (depth > MaxDepth)
            throw new ArgumentException($"Metadata '{key}' was refused: it is nested deeper than {MaxDepth} levels.", nameof(value));

        return value switch
        {
            string or bool or long or double => value,
            byte[] bytes => bytes.ToArray(),
            int or short or sbyte or byte or ushort or uint => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong number when number <= long.MaxValue => (long)number,
            float number => (double)number,
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            char letter => letter.ToString(),
            Guid id => id.ToString("D"),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
            TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
            Enum name => name.ToString(),
            IEnumerable<KeyValuePair<string, object?>> map => NormalizeMap(key, map, depth),
            IDictionary map => NormalizeMap(key, Pairs(key, map), depth),
            IEnumerable list => list.Cast<object?>().Where(item => item is not null)
                .Select(item => Normalize(key, item!, depth + 1)).ToArray(),
            _ => throw new ArgumentException(
                $"Metadata '{key}' was refused: a {value.GetType()} cannot travel. Use text, a number, a boolean, bytes, "
                + "or lists and maps of these.",
                nameof(value)),
        };
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(string key, IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return entry.Key is string name ? new(name, entry.Value) : throw new ArgumentException(
                $"Metadata '{key}' was refused: it is a map whose keys are {entry.Key.GetType()}. Use text as keys.", nameof(map));
        }
    }

    private static Dictionary<string, object> NormalizeMap(string key, IEnumerable<KeyValuePair<string, object?>> map, int depth) =>
        map.Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => Normalize(key, pair.Value!, depth + 1), StringComparer.Ordinal);
}
