using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>Converts the AMQP header table to the few types that message headers have.</summary>
internal static class InboundHeaders
{
    private const int DeepestNesting = 64;
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Returns the headers of a delivery, reusing the table of the library where possible.</summary>
    /// <param name="table">The table, which nothing else uses.</param>
    public static Dictionary<string, object> Of(IDictionary<string, object?>? table) => Table(table, 0);

    public static DateTimeOffset Time(AmqpTimestamp timestamp) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(timestamp.UnixTime, 0, LastSecond));

    private static Dictionary<string, object> Table(IDictionary<string, object?>? table, int depth)
    {
        if (table is null) return [];
        var own = table as Dictionary<string, object?> ?? new Dictionary<string, object?>(table);
        foreach (var (key, value) in own)
        {
            // Neither ends the enumeration: replacing a value keeps its place, and removing one leaves a gap.
            if (Value(value, depth) is { } known) CollectionsMarshal.GetValueRefOrNullRef(own, key) = known;
            else own.Remove(key);
        }

        return own!;
    }

    /// <summary>Returns null for values without a counterpart, and for those nested unreasonably deeply.</summary>
    /// <remarks>The library reads an empty list as null; AMQP's own null, which looks the same, therefore also becomes an empty list.</remarks>
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
