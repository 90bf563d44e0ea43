using System.Reflection;
using ActorBus.Messages;
using ActorBus.Serialization;

namespace ActorBus.Plugins;

/// <summary>Creates messages of a given set of types, by their names and from the values of their properties.</summary>
/// <remarks>
/// Names never load types: prooph's FQCNMessageFactory accepts the name of any message class, this factory only those it was given. The values are
/// converted through JSON, so they may be strings, numbers, booleans, lists and maps, and all values that the type requires must be present. If the
/// data has a map under <c>payload</c> and the type has no such property, the message is created from that map.
/// </remarks>
public sealed class KnownMessageFactory : IMessageFactory
{
    private const string Payload = "payload";
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly JsonMessageConverter _converter;

    /// <summary>Initializes a factory.</summary>
    /// <param name="types">
    /// The types it creates. The name of each type is that of its <see cref="MessageNameAttribute"/> or, without one, its full name.
    /// </param>
    /// <param name="converter">Converts the values; null for one with the default options.</param>
    /// <exception cref="ArgumentException">Two types have the same name, or a type cannot be instantiated.</exception>
    public KnownMessageFactory(IEnumerable<Type> types, JsonMessageConverter? converter = null)
    {
        ArgumentNullException.ThrowIfNull(types);
        _converter = converter ?? new JsonMessageConverter();
        foreach (var type in types.Distinct()) Add(type);
    }

    /// <inheritdoc/>
    /// <exception cref="ActorBusException">The name is unknown.</exception>
    /// <exception cref="MessageConversionException">The data does not match the type.</exception>
    public object Create(string messageName, IReadOnlyDictionary<string, object?> data)
    {
        ArgumentNullException.ThrowIfNull(messageName);
        ArgumentNullException.ThrowIfNull(data);
        if (!_types.TryGetValue(messageName, out var type))
        {
            throw new ActorBusException(
                $"There is no message '{messageName}' to make of a map with the keys: {string.Join(", ", data.Keys)}. Known are: "
                + $"{string.Join(", ", _types.Keys.Order(StringComparer.Ordinal))}. Correct the name, or give its type to the factory.");
        }

        var values = ValuesFor(type, data);
        return _converter.FromBytes(_converter.ToBytes(values, values.GetType()), type)!;
    }

    private void Add(Type type)
    {
        if (type.IsAbstract || type.ContainsGenericParameters)
            throw new ArgumentException($"{type} cannot be made: it is abstract or open. Give a class, record or struct that can.", nameof(type));
        var name = MessageNaming.NameOf(type);
        if (!_types.TryAdd(name, type))
            throw new ArgumentException($"Both {_types[name]} and {type} are the message '{name}'. Give one of them another name.", nameof(type));
    }

    private static object ValuesFor(Type type, IReadOnlyDictionary<string, object?> data) =>
        data.GetValueOrDefault(Payload) is { } payload
        && type.GetProperty(Payload, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase) is null
            ? payload
            : data;
}
