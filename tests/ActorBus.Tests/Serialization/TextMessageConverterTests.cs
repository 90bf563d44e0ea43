using System.Text;
using ActorBus.Serialization;

namespace ActorBus.Tests.Serialization;

public sealed class TextMessageConverterTests
{
    public static TheoryData<object, string> Scalars => new()
    {
        { 42, "42" },
        { -1L, "-1" },
        { 1.5, "1.5" },
        { 12.50m, "12.50" },
        { true, "True" },
        { Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"), "6f9619ff-8b86-d011-b42d-00c04fc964ff" },
        { TimeSpan.FromSeconds(90), "00:01:30" },
        { new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), "2030-01-02T03:04:05.0000000+01:00" },
        { DayOfWeek.Friday, "Friday" },
    };

    [Theory]
    [MemberData(nameof(Scalars), DisableDiscoveryEnumeration = true)]
    public void Scalar_AsPlainText_GoesThereAndBack(object value, string text)
    {
        var body = MessageConverters.Default.ToBytes(value, MediaTypes.Text);

        Assert.Equal(text, Encoding.UTF8.GetString(body.Span));
        Assert.Equal(value, MessageConverters.Default.FromBytes(body, MediaTypes.Text, value.GetType()));
    }

    [Fact]
    public void FromBytes_NullableScalar_IsRead() =>
        Assert.Equal(7, MessageConverters.Default.FromBytes(" 7\n"u8.ToArray(), MediaTypes.Text, typeof(int?)));

    [Theory]
    [InlineData("secret-17", typeof(int))]
    [InlineData("99999999999999999999", typeof(long))]
    [InlineData("secret", typeof(DayOfWeek))]
    [InlineData("secret", typeof(Guid))]
    public void FromBytes_NotThatScalar_IsRefusedWithoutQuotingIt(string body, Type type)
    {
        var error = Assert.Throws<MessageConversionException>(
            () => MessageConverters.Default.FromBytes(Encoding.UTF8.GetBytes(body), MediaTypes.Text, type));

        Assert.Contains(type.Name, error.Message);
        Assert.DoesNotContain(body, error.ToString());
    }

    [Fact]
    public void FromBytes_InvalidUtf8_IsRefusedWithItsPosition()
    {
        var error = Assert.Throws<MessageConversionException>(
            () => MessageConverters.Default.FromBytes(new byte[] { 97, 0xc3, 0xa4, 0xc3, 40 }, MediaTypes.Text, typeof(string)));

        Assert.Contains("byte 3 of 5", error.Message);
    }

    [Fact]
    public void ToBytes_HalfASurrogatePair_IsRefusedInsteadOfReplaced()
    {
        var error = Assert.Throws<MessageConversionException>(
            () => MessageConverters.Default.ToBytes("ab\ud800", MediaTypes.Text));
        Assert.Contains("character 2", error.Message);
    }
}
