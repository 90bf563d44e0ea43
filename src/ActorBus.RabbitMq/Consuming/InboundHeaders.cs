using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>Turns the header table of AMQP into the few types that a message's headers have.</summary>
internal static class InboundHeaders
{
    private const int DeepestNesting = 64;
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The headers of a delivery, in the table that the library made for it where that can be used.</summary>
    /// <param name="table">The table; it is nobody else's.</param>
    public static Dictionary<string, object> Of(IDictionary<string, object?>? table) => Table(table, 0);

    public static DateTimeOffset Time(AmqpTimestamp timestamp) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(timestamp.UnixTime, 0, LastSecond));

    private static Dictionary<string, object> Table(IDictionary<string, object?>? table, int depth)
    {
        if (table is null) return [];
        var own = table as Dictionary<string, object?> ?? new Dictionary<string, object?>(table);
        foreach (var (key, value) in own)
        {
            // Neither ends the enumeration: a value is replaced in its place, and what is removed leaves a gap.
            if (Value(value, depth) is { } known) CollectionsMarshal.GetValueRefOrNullRef(own, key) = known;
            else own.Remove(key);
        }

        return own!;
    }

    /// <summary>Null for what has no counterpart, and for what is nested deeper than anybody means it.</summary>
    /// <remarks>The library reads an empty list as null; AMQP's own null, which looks the same, becomes an empty list too.</remarks>
    private static object? Value(object? value, int depth) => value switch
    {
        null => Array.Empty<object>(),
        _ when depth > DeepestNesting => null,
        byte[] text => Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : text,
        string or bool or long or double => value,
        int or short or ushort or byte or sbyte or uint => Convert.ToInt64(value, null),
        float number => (double)number,
        decimal number => (double)number,
        AmqpTimestamp timestamp => Time(timestamp),
        BinaryTableValue binary => binary.Bytes,
        IDictionary<string, object?> table => Table(table, depth + 1),
        IList items => Items(items, depth + 1),
        _ => null,
    };

    private static object[] Items(IList items, int depth)
    {
        var known = new List<object>(items.Count);
        foreach (var item in items)
        {
            if (Value(item, depth) is { } value)
                known.Add(value);
        }

        return [.. known];
    }
}
