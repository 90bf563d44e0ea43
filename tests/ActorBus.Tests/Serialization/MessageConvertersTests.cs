using System.Text;
using ActorBus.Serialization;

namespace ActorBus.Tests.Serialization;

public sealed class MessageConvertersTests
{
    private readonly MessageConverters _converters = MessageConverters.Default;

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-unheard-of")]
    [InlineData(null)]
    public void FromBytes_String_GetsTheBodyWhateverTheMediaType(string? mediaType) =>
        Assert.Equal("{\"ä\": 1", _converters.FromBytes("{\"ä\": 1"u8.ToArray(), mediaType, typeof(string)));

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-unheard-of")]
    [InlineData(null)]
    public void FromBytes_Bytes_GetsTheBodyWhateverTheMediaType(string? mediaType)
    {
        byte[] body = [0xff, 0x00];
        Assert.Equal(body, _converters.FromBytes(body, mediaType, typeof(byte[])));
        Assert.Equal(body, ((ReadOnlyMemory<byte>)_converters.FromBytes(body, mediaType, typeof(ReadOnlyMemory<byte>))).ToArray());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.shop.order+json")]
    [InlineData("text/json")]
    [InlineData("")]
    [InlineData(null)]
    public void FromBytes_Class_ReadsJson(string? mediaType) =>
        Assert.Equal(new Order("7", 2), _converters.FromBytes("""{"id":"7","count":2}"""u8.ToArray(), mediaType, typeof(Order)));

    [Fact]
    public void FromBytes_NoConverter_NamesMediaTypeTypeAndRemedy()
    {
        var error = Assert.Throws<MessageConversionException>(
            () => _converters.FromBytes("<order/>"u8.ToArray(), "application/xml", typeof(Order)));

        Assert.Contains("'application/xml'", error.Message);
        Assert.Contains(typeof(Order).FullName!, error.Message);
        Assert.Contains("Register an IMessageConverter", error.Message);
    }

    [Fact]
    public void FromBytes_MediaTypeWithControlCharacters_DoesNotForgeLogLines()
    {
        var error = Assert.Throws<MessageConversionException>(
            () => _converters.FromBytes(default, "x/y\r\nINFO all is well\u001b[0m" + new string('z', 1000), typeof(Order)));

        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Length, 1, 400);
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", typeof(string))]
    [InlineData("application/json; charset=utf-16", typeof(Order))]
    public void FromBytes_ForeignCharset_IsRefused(string mediaType, Type type)
    {
        var error = Assert.Throws<MessageConversionException>(() => _converters.FromBytes("x"u8.ToArray(), mediaType, type));
        Assert.Contains("charset", error.Message);
    }

    [Fact]
    public void FromBytes_ForeignCharsetButBytesWanted_IsGiven() =>
        Assert.Equal(
            new byte[] { 0xe4 }, _converters.FromBytes(new byte[] { 0xe4 }, "text/plain; charset=iso-8859-1", typeof(byte[])));

    [Fact]
    public void FromBytes_JsonNull_IsRefusedUnlessAllowed()
    {
        Assert.Throws<MessageConversionException>(
            () => _converters.FromBytes("null"u8.ToArray(), MediaTypes.Json, typeof(Order)));
        Assert.Null(_converters.FromBytesOrNull("null"u8.ToArray(), MediaTypes.Json, typeof(Order)));
    }

    [Fact]
    public void OwnConverter_ThatThrowsAnything_IsAConversionThatFailed()
    {
        var converters = new MessageConverters(new Broken());

        var read = Assert.Throws<MessageConversionException>(() => converters.FromBytes("x"u8.ToArray(), "application/x-broken", typeof(Version)));
        var write = Assert.Throws<MessageConversionException>(() => converters.ToBytes(new Version(1, 2), "application/x-broken"));

        Assert.IsType<FormatException>(read.InnerException);
        Assert.Contains("Broken failed with FormatException", read.Message, StringComparison.Ordinal);
        Assert.Contains("Broken failed with InvalidOperationException", write.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromBytes_OwnConverter_ComesFirst()
    {
        var converters = new MessageConverters(new CsvConverter());

        Assert.Equal(new Order("7", 2), converters.FromBytes("7,2"u8.ToArray(), "text/csv", typeof(Order)));
        Assert.Equal("7,2", Encoding.UTF8.GetString(converters.ToBytes(new Order("7", 2), "text/csv").Span));
        Assert.Equal(
            new Order("7", 2), converters.FromBytes("""{"id":"7","count":2}"""u8.ToArray(), MediaTypes.Json, typeof(Order)));
    }

    [Fact]
    public void ToBytes_StringAndBytes_AreWrittenAsTheyAre()
    {
        Assert.Equal("{}", Encoding.UTF8.GetString(_converters.ToBytes("{}", MediaTypes.Json).Span));
        Assert.Equal([1, 2], _converters.ToBytes(new byte[] { 1, 2 }, MediaTypes.Json).ToArray());
    }

    [Fact]
    public void ToBytes_Object_IsWrittenByMediaType() =>
        Assert.Equal("""{"id":"7","count":2}"""u8, _converters.ToBytes(new Order("7", 2), MediaTypes.Json).Span);

    [Fact]
    public void ToBytes_NoConverter_IsRefused() =>
        Assert.Throws<MessageConversionException>(() => _converters.ToBytes(new Order("7", 2), "application/xml"));

    [Theory]
    [InlineData("text", MediaTypes.Text)]
    [InlineData(7, MediaTypes.Json)]
    [InlineData(new byte[0], MediaTypes.Bytes)]
    public void DefaultMediaTypeOf_AnyObject_IsWhatItIsBestWrittenAs(object value, string expected) =>
        Assert.Equal(expected, MessageConverters.DefaultMediaTypeOf(value));

    private sealed record Order(string Id, int Count);

    private sealed class Broken : IMessageConverter
    {
        public bool CanConvert(string mediaType, Type type) => mediaType == "application/x-broken";

        public ReadOnlyMemory<byte> ToBytes(object value, Type type) => throw new InvalidOperationException("on purpose");

        public object FromBytes(ReadOnlyMemory<byte> body, Type type) => throw new FormatException("on purpose");
    }

    private sealed class CsvConverter : IMessageConverter
    {
        public bool CanConvert(string mediaType, Type type) => mediaType == "text/csv" && type == typeof(Order);

        public ReadOnlyMemory<byte> ToBytes(object value, Type type) =>
            Encoding.UTF8.GetBytes($"{((Order)value).Id},{((Order)value).Count}");

        public object FromBytes(ReadOnlyMemory<byte> body, Type type)
        {
            var fields = Encoding.UTF8.GetString(body.Span).Split(',');
            return new Order(fields[0], int.Parse(fields[1]));
        }
    }
}
