using System.Globalization;
using ActorBus.Distribution;

namespace ActorBus.Serialization;

/// <summary>
/// Returns bodies as text for strings, whatever their media type; reads and writes numbers, booleans, ids, dates and enums as plain text in the
/// invariant culture.
/// </summary>
internal sealed class TextMessageConverter : IMessageConverter
{
    private static readonly Dictionary<Type, Func<string, object>> Readers = new()
    {
        [typeof(bool)] = text => bool.Parse(text),
        [typeof(byte)] = text => byte.Parse(text, CultureInfo.InvariantCulture),
        [typeof(short)] = text => short.Parse(text, CultureInfo.InvariantCulture),
        [typeof(int)] = text => int.Parse(text, CultureInfo.InvariantCulture),
        [typeof(long)] = text => long.Parse(text, CultureInfo.InvariantCulture),
        [typeof(float)] = text => float.Parse(text, CultureInfo.InvariantCulture),
        [typeof(double)] = text => double.Parse(text, CultureInfo.InvariantCulture),
        [typeof(decimal)] = text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        [typeof(Guid)] = text => Guid.Parse(text),
        [typeof(TimeSpan)] = text => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
        [typeof(DateTime)] = text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        [typeof(DateTimeOffset)] = text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
    };

    public bool CanConvert(string mediaType, Type type) =>
        type == typeof(string)
        || (mediaType == MediaTypes.Text && (type.IsEnum || Readers.ContainsKey(Nullable.GetUnderlyingType(type) ?? type)));

    public ReadOnlyMemory<byte> ToBytes(object value, Type type) => StrictUtf8.Write(value switch
    {
        string text => text,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    });

    public object FromBytes(ReadOnlyMemory<byte> body, Type type)
    {
        var text = StrictUtf8.Read(body.Span, type);
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string)) return text;
        try
        {
            return target.IsEnum ? Enum.Parse(target, text, ignoreCase: true) : Readers[target](text.Trim());
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            // The original error would quote the body.
            throw new MessageConversionException(
                $"The body, {Printable.Count(body.Length, "byte")} of '{MediaTypes.Text}', is not a {target.Name}. "
                + "Correct the sender, or take a string.");
        }
    }
}
