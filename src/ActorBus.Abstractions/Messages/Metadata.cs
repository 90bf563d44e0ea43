using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ActorBus.Messages;

/// <summary>Represents the metadata of a message: an immutable map of names to values.</summary>
/// <remarks>
/// Values are strings, booleans, integers (stored as <see cref="long"/>), floating-point numbers (stored as <see cref="double"/>), byte arrays, or
/// lists and maps of these. <see cref="Guid"/>, dates and times are stored as text (round-trip format) and enums as their name. Values can be read
/// back as their original type or as another compatible type; lists and maps as arrays, lists and maps of any type their items can be read as. Null
/// values are dropped. Names are compared ordinally. Names that begin with <see cref="ReservedPrefix"/> are reserved for ActorBus and refused.
/// Instances can be shared between threads. In JSON it is an object of these values; bytes are written as Base64 text, and are read back as text.
/// </remarks>
[JsonConverter(typeof(MetadataJsonConverter))]
public sealed class Metadata : IReadOnlyDictionary<string, object>
{
    /// <summary>The prefix of names reserved for ActorBus, which user metadata cannot use.</summary>
    public const string ReservedPrefix = "actorbus-";

    private readonly ImmutableDictionary<string, object> _values;

    private Metadata(ImmutableDictionary<string, object> values) => _values = values;

    /// <summary>The empty metadata.</summary>
    public static Metadata Empty { get; } = new(ImmutableDictionary.Create<string, object>(StringComparer.Ordinal));

    /// <summary>Creates metadata from values.</summary>
    /// <exception cref="ArgumentException">A name is empty or reserved, or the type of a value is not supported.</exception>
    public static Metadata From(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Empty.WithAll(values);
    }

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<object> Values => _values.Values;

    /// <inheritdoc/>
    public object this[string key] => _values.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no metadata '{key}'; there is: {string.Join(", ", _values.Keys.Order())}.");

    /// <summary>Returns a copy with one value set; a null value removes the name.</summary>
    /// <exception cref="ArgumentException">The name is empty or reserved, or the type of the value is not supported.</exception>
    public Metadata With(string key, object? value)
    {
        RefuseBadName(key);
        return value is null ? Without(key) : new Metadata(_values.SetItem(key, MetadataValue.Normalize(key, value)));
    }

    /// <summary>Returns a copy with these values set, replacing existing ones; a null value removes the name.</summary>
    /// <exception cref="ArgumentException">A name is empty or reserved, or the type of a value is not supported.</exception>
    public Metadata WithAll(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var builder = _values.ToBuilder();
        foreach (var (key, value) in values)
        {
            RefuseBadName(key);
            if (value is null) builder.Remove(key);
            else builder[key] = MetadataValue.Normalize(key, value);
        }

        return builder.Count == 0 ? Empty : new Metadata(builder.ToImmutable());
    }

    /// <summary>Returns a copy with the values of other metadata set, replacing existing ones.</summary>
    public Metadata WithAll(Metadata other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return this;
        return Count == 0 ? other : new Metadata(_values.SetItems(other._values));
    }

    /// <summary>Returns a copy without one name.</summary>
    public Metadata Without(string key) => _values.ContainsKey(key) ? new Metadata(_values.Remove(key)) : this;

    /// <summary>Returns the value of a name, converted to <typeparamref name="T"/>.</summary>
    /// <exception cref="KeyNotFoundException">The name does not exist.</exception>
    /// <exception cref="InvalidCastException">The value cannot be read as <typeparamref name="T"/>.</exception>
    public T Get<T>(string key) => (T)MetadataValue.Convert(key, this[key], typeof(T));

    /// <summary>Returns the value of a name, converted to <typeparamref name="T"/>, or a fallback when there is none.</summary>
    /// <exception cref="InvalidCastException">The value cannot be read as <typeparamref name="T"/>.</exception>
    public T Get<T>(string key, T fallback) => Says(key, typeof(T)) ? Get<T>(key) : fallback;

    /// <summary>Returns the value of a name as text, or null when there is none.</summary>
    /// <exception cref="InvalidCastException">The value is bytes, a list or a map.</exception>
    public string? GetString(string key) => Says(key, typeof(string)) ? Get<string>(key) : null;

    /// <summary>Returns whether a name has a value that is meaningful for a type.</summary>
    /// <remarks>
    /// A null from a foreign client arrives as an empty list, because the client library cannot tell the two apart. An empty list therefore counts as
    /// no value unless the type is a list.
    /// </remarks>
    internal bool Says(string key, Type type) =>
        _values.TryGetValue(key, out var value) && (value is not object[] { Length: 0 } || (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable))) || type == typeof(object));

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void RefuseBadName(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"Metadata '{key}' was refused: names that begin with '{ReservedPrefix}' belong to ActorBus. Choose another name.",
                nameof(key));
        }
    }
}
