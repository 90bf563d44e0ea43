namespace ActorBus.Tests.Actors.Configuration.Hocon;

/// <summary>A getter that cannot convert names the path, the value and where it was written.</summary>
public class HoconGetterErrorTests
{
    private static readonly Config Sample = ConfigurationFactory.ParseString("""
        a {
          word = abc
          half = 0.5
          big = 99999999999
          list = [1, x, 3]
          none = null
          "x.y" = q
        }
        """);

    public static TheoryData<string, Action<Config>> Cases => new()
    {
        { "string:2:10: expected 'a.word' to be a whole number from -2147483648 to 2147483647, but found 'abc'.", c => c.GetInt("a.word") },
        { "string:3:10: expected 'a.half' to be a whole number", c => c.GetInt("a.half") },
        { "string:4:9: expected 'a.big' to be a whole number", c => c.GetInt("a.big") },
        { "expected 'a.word' to be a whole number", c => c.GetLong("a.word") },
        { "expected 'a.word' to be a number, but found 'abc'.", c => c.GetDouble("a.word") },
        { "expected 'a.word' to be a number", c => c.GetFloat("a.word") },
        { "expected 'a.word' to be a decimal number", c => c.GetDecimal("a.word") },
        { "expected 'a.word' to be a boolean (true, false, on, off, yes or no), but found 'abc'.", c => c.GetBoolean("a.word") },
        { "expected 'a.word' to be a duration such as '10s'", c => c.GetTimeSpan("a.word") },
        { "expected 'a.word' to be a size in bytes such as", c => c.GetByteSize("a.word") },
        { "expected 'a.word' to be a list, or an object with numeric keys, but found 'abc'.", c => c.GetStringList("a.word") },
        { "string:5:14: expected 'a.list[1]' to be a whole number", c => c.GetIntList("a.list") },
        { "expected 'a.list[1]' to be a whole number from 0 to 255", c => c.GetByteList("a.list") },
        { "expected 'a.list[0]' to be a boolean", c => c.GetBooleanList("a.list") },
        { "expected 'a.list' to be a string, but found a list.", c => c.GetString("a.list") },
        { "string:1:3: expected 'a' to be a string, but found an object.", c => c.GetString("a") },
        { "expected 'a.none' to be a whole number from -2147483648 to 2147483647, but found null.", c => c.GetInt("a.none") },
        { "expected 'a.\"x.y\"' to be a boolean", c => c.GetBoolean("a.\"x.y\"") },
        { "expected a list at 'a.no'", c => c.GetIntList("a.no") },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Getter_WrongValue_NamesPathValueAndOrigin(string expected, Action<Config> read)
    {
        var exception = Assert.Throws<ConfigurationException>(() => read(Sample));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
