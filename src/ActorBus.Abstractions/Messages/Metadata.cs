using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ActorBus.Messages;

/// <summary>What travels with a message besides its payload: an immutable map of names to values.</summary>
/// <remarks>
/// Values are text, booleans, integers (kept as <see cref="long"/>), floating point numbers (kept as <see cref="double"/>),
/// byte arrays, or lists and maps of these; <see cref="Guid"/>, dates and times become text (round-trip format) and enums their
/// name. They are read back as what they were, or as another type that fits, lists and maps as arrays, lists and maps of
/// whatever their items can be read as. Null values are dropped. Names are compared ordinally. Names that begin with <see cref="ReservedPrefix"/> belong to
/// ActorBus and are refused. Instances are safe to share between threads.
/// </remarks>
public sealed class Metadata : IReadOnlyDictionary<string, object>
{
    /// <summary>Names that begin with this prefix belong to ActorBus; user metadata cannot use them.</summary>
    public const string ReservedPrefix = "actorbus-";

    private readonly ImmutableDictionary<string, object> _values;

    private Metadata(ImmutableDictionary<string, object> values) => _values = values;

    /// <summary>No metadata.</summary>
    public static Metadata Empty { get; } = new(ImmutableDictionary.Create<string, object>(StringComparer.Ordinal));

    /// <summary>Metadata with these values.</summary>
    /// <exception cref="ArgumentException">A name is empty or reserved, or a value is of a kind that cannot travel.</exception>
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

    /// <summary>A copy with one value set; a null value removes the name.</summary>
    /// <exception cref="ArgumentException">The name is empty or reserved, or the value is of a kind that cannot travel.</exception>
    public Metadata With(string key, object? value)
    {
        RefuseBadName(key);
        return value is null ? Without(key) : new Metadata(_values.SetItem(key, MetadataValue.Normalize(key, value)));
    }

    /// <summary>A copy with these values set; they win over what is there.</summary>
    /// <exception cref="ArgumentException">A name is empty or reserved, or a value is of a kind that cannot travel.</exception>
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

    /// <summary>A copy with the values of another set on top of these.</summary>
    public Metadata WithAll(Metadata other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return this;
        return Count == 0 ? other : new Metadata(_values.SetItems(other._values));
    }

    /// <summary>A copy without one name.</summary>
    public Metadata Without(string key) => _values.ContainsKey(key) ? new Metadata(_values.Remove(key)) : this;

    /// <summary>The value of a name as text, number, boolean or whatever <typeparamref name="T"/> says.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    /// <exception cref="InvalidCastException">The value cannot be read as <typeparamref name="T"/>.</exception>
    public T Get<T>(string key) => (T)MetadataValue.Convert(key, this[key], typeof(T));

    /// <summary>The value of a name, or a default when there is none.</summary>
    /// <exception cref="InvalidCastException">The value cannot be read as <typeparamref name="T"/>.</exception>
    public T Get<T>(string key, T fallback) => Says(key, typeof(T)) ? Get<T>(key) : fallback;

    /// <summary>The value of a name as text, or null when there is none.</summary>
    /// <exception cref="InvalidCastException">The value is bytes, a list or a map.</exception>
    public string? GetString(string key) => Says(key, typeof(string)) ? Get<string>(key) : null;

    /// <summary>Whether there is a value that says anything to who wants a type.</summary>
    /// <remarks>A foreign client's null arrives as an empty list (the client library cannot tell them apart), which says nothing to who wants no list.</remarks>
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
