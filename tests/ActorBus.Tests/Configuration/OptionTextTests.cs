using ActorBus.Configuration;

namespace ActorBus.Tests.Configuration;

public sealed class OptionTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("00:00:30", 30_000)]
    public void Duration_OneOfTheForms_IsRead(string text, double milliseconds) =>
        Assert.Equal(milliseconds, OptionText.Duration(text)?.TotalMilliseconds);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("00:00:00")]
    [InlineData("1e9h")]
    [InlineData("99999999999999999d")]
    public void Duration_AnythingElse_IsNone(string text) => Assert.Null(OptionText.Duration(text));

    [Theory]
    [InlineData("1000", 1_000)]
    [InlineData("16KiB", 16_384)]
    [InlineData("4m", 4_194_304)]
    [InlineData("1 MB", 1_000_000)]
    public void Size_OneOfTheForms_IsRead(string text, int bytes) => Assert.Equal(bytes, OptionText.Size(text));

    [Theory]
    [InlineData("0")]
    [InlineData("much")]
    [InlineData("3GiB")]
    [InlineData("-1")]
    public void Size_AnythingElse_IsNone(string text) => Assert.Null(OptionText.Size(text));
}
