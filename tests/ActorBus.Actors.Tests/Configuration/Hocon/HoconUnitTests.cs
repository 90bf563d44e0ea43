namespace ActorBus.Tests.Actors.Configuration.Hocon;

public class HoconUnitTests
{
    [Theory]
    [InlineData("10", 10)]
    [InlineData("\"10\"", 10)]
    [InlineData("10ms", 10)]
    [InlineData("10 millis", 10)]
    [InlineData("\" 10 milliseconds \"", 10)]
    [InlineData("1 milli", 1)]
    [InlineData("1 millisecond", 1)]
    [InlineData("1s", 1000)]
    [InlineData("0.05 s", 50)]
    [InlineData("2 seconds", 2000)]
    [InlineData("1 second", 1000)]
    [InlineData("1m", 60_000)]
    [InlineData("1.5 minutes", 90_000)]
    [InlineData("1 minute", 60_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("2 hours", 7_200_000)]
    [InlineData("1 hour", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("2 days", 172_800_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("2000 us", 2)]
    [InlineData("2000 micros", 2)]
    [InlineData("2000 microseconds", 2)]
    [InlineData("3000000ns", 3)]
    [InlineData("3000000 nanos", 3)]
    [InlineData("3000000 nanoseconds", 3)]
    [InlineData("1e3", 1000)]
    [InlineData("0", 0)]
    public void GetTimeSpan_NumberAndUnit_IsConverted(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parse(text).GetTimeSpan("a"));

    [Fact]
    public void GetTimeSpan_OneTick_IsExact() => Assert.Equal(1, Parse("100ns").GetTimeSpan("a").Ticks);

    [Theory]
    [InlineData("infinite")]
    [InlineData("Infinite")]
    [InlineData("\"infinite\"")]
    public void GetTimeSpan_Infinite_IsAllowedUnlessForbidden(string text)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Parse(text).GetTimeSpan("a"));
        Assert.Throws<ConfigurationException>(() => Parse(text).GetTimeSpan("a", null, false));
    }

    [Theory]
    [InlineData("-1s")]
    [InlineData("10 S")]
    [InlineData("10 weeks")]
    [InlineData("s")]
    [InlineData("\"\"")]
    [InlineData("ten seconds")]
    [InlineData("1s 2ms")]
    [InlineData("99999999999999999999 days")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void GetTimeSpan_NoDuration_IsRefused(string text) =>
        Assert.Contains("'a'", Assert.Throws<ConfigurationException>(() => Parse(text).GetTimeSpan("a")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("1048576", 1048576L)]
    [InlineData("-1", -1L)]
    [InlineData("12b", 12L)]
    [InlineData("12 B", 12L)]
    [InlineData("12 bytes", 12L)]
    [InlineData("1 byte", 1L)]
    [InlineData("1kB", 1000L)]
    [InlineData("2 kilobytes", 2000L)]
    [InlineData("1K", 1024L)]
    [InlineData("1k", 1024L)]
    [InlineData("1Ki", 1024L)]
    [InlineData("1KiB", 1024L)]
    [InlineData("1 kibibyte", 1024L)]
    [InlineData("0.5M", 524288L)]
    [InlineData("1m", 1048576L)]
    [InlineData("1MB", 1000000L)]
    [InlineData("1 megabyte", 1000000L)]
    [InlineData("1 mebibytes", 1048576L)]
    [InlineData("1G", 1073741824L)]
    [InlineData("1GB", 1000000000L)]
    [InlineData("3 gibibytes", 3221225472L)]
    [InlineData("1T", 1099511627776L)]
    [InlineData("1TB", 1000000000000L)]
    [InlineData("1P", 1125899906842624L)]
    [InlineData("1 petabytes", 1000000000000000L)]
    [InlineData("1E", 1152921504606846976L)]
    [InlineData("1EB", 1000000000000000000L)]
    [InlineData("1e", 1152921504606846976L)]
    public void GetByteSize_NumberAndUnit_IsConverted(string text, long bytes) => Assert.Equal(bytes, Parse(text).GetByteSize("a"));

    [Theory]
    [InlineData("1 KB")]
    [InlineData("1ZB")]
    [InlineData("1YiB")]
    [InlineData("16E")]
    [InlineData("k")]
    [InlineData("one")]
    public void GetByteSize_NoSize_IsRefused(string text) =>
        Assert.Throws<ConfigurationException>(() => Parse(text).GetByteSize("a"));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void GetByteSize_Nothing_IsNull(string text) => Assert.Null(Parse(text).GetByteSize("a", 5));

    [Theory]
    [InlineData("true", true)]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    [InlineData("no", false)]
    public void GetBoolean_Word_IsConverted(string text, bool expected) => Assert.Equal(expected, Parse(text).GetBoolean("a", !expected));

    [Theory]
    [InlineData("42", 42)]
    [InlineData("\"42\"", 42)]
    [InlineData("-7", -7)]
    [InlineData("1e3", 1000)]
    [InlineData("10.0", 10)]
    [InlineData("2147483647", int.MaxValue)]
    public void GetInt_WholeNumber_IsConverted(string text, int expected) => Assert.Equal(expected, Parse(text).GetInt("a"));

    [Theory]
    [InlineData(".33", 0.33)]
    [InlineData("\".33\"", 0.33)]
    [InlineData("1e-2", 0.01)]
    [InlineData("-3.5", -3.5)]
    public void GetDouble_Number_IsConverted(string text, double expected)
    {
        Assert.Equal(expected, Parse(text).GetDouble("a"));
        Assert.Equal((float)expected, Parse(text).GetFloat("a"));
        Assert.Equal((decimal)expected, Parse(text).GetDecimal("a"));
    }

    [Theory]
    [InlineData("a = [1, 2], a = { 0 = x, 1 = y }", "x y")]
    [InlineData("a { 2 = c, 0 = a, 10 = d, word = z, -1 = q }", "a c d")]
    [InlineData("a.0 = x, a.1 = y", "x y")]
    public void GetStringList_NumericKeys_AreAList(string hocon, string expected) =>
        Assert.Equal(expected.Split(' '), ConfigurationFactory.ParseString(hocon).GetStringList("a"));

    [Theory]
    [InlineData("a = {}")]
    [InlineData("a { x = 1 }")]
    [InlineData("a = 1")]
    [InlineData("a = \"\"")]
    [InlineData("a = null")]
    public void GetStringList_NoList_IsRefused(string hocon) =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon).GetStringList("a"));

    private static Config Parse(string value) => ConfigurationFactory.ParseString($"a = {value}");
}
