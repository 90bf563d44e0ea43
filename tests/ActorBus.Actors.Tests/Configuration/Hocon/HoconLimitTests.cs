using System.Text;

namespace ActorBus.Tests.Actors.Configuration.Hocon;

/// <summary>Hostile input ends in an error, never in a stack overflow or without end.</summary>
public class HoconLimitTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("a=[")]
    [InlineData("a{")]
    [InlineData("a={b=[")]
    public void ParseString_NestedWithoutEnd_IsRefused(string opening) =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(Repeat(opening, 200_000)));

    [Fact]
    public void ParseString_LongPath_IsRefused() =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a" + Repeat(".a", 200_000) + "=1"));

    [Fact]
    public void ParseString_NestedALot_IsRead()
    {
        var config = ConfigurationFactory.ParseString(Repeat("a{", 400) + "b=1" + Repeat("}", 400));

        Assert.Equal(1, config.GetInt(Repeat("a.", 400) + "b"));
    }

    [Fact]
    public void Read_LongChainOfReferences_IsRead()
    {
        var chain = new StringBuilder("a0 = 1\n");
        for (var i = 1; i <= 100_000; i++)
            chain.Append('a').Append(i).Append(" = ${a").Append(i - 1).Append("}\n");

        Assert.Equal(1, ConfigurationFactory.ParseString(chain.ToString()).GetInt("a100000"));
    }

    [Fact]
    public void Read_LongChainFromItsFarEnd_IsRefused()
    {
        var chain = new StringBuilder();
        for (var i = 0; i < 200_000; i++)
            chain.Append('a').Append(i).Append(" = ${a").Append(i + 1).Append("}\n");

        var config = ConfigurationFactory.ParseString(chain + "a200000 = 1");
        Assert.Throws<ConfigurationException>(() => config.GetInt("a0"));
    }

    [Fact]
    public void Read_ObjectsNestedBySubstitution_AreRefused()
    {
        var chain = new StringBuilder("a0 = { x = 1 }\n");
        for (var i = 1; i <= 100_000; i++)
            chain.Append('a').Append(i).Append(" = { x = ${a").Append(i - 1).Append("} }\n");

        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(chain.ToString()).HasPath("a0"));
        Assert.Contains("builds on itself", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a0 = 0123456789", "${0}${0}")]
    [InlineData("a0 = [1, 2, 3, 4]", "${0} ${0}")]
    [InlineData("a0 = [1]", "[${0}, ${0}]")]
    [InlineData("a0 { x = 1 }", "{ x = ${0}, y = ${0} }")]
    public void Read_ValueDoublesAgainAndAgain_IsRefused(string first, string next)
    {
        var text = new StringBuilder(first).Append('\n');
        for (var i = 1; i <= 64; i++)
            text.Append('a').Append(i).Append(" = ").Append(next.Replace("{0}", $"{{a{i - 1}}}", StringComparison.Ordinal)).Append('\n');

        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text.ToString()).GetString("a0"));
        Assert.Contains("builds on itself", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyAppends_AreRead()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 50_000; i++)
            text.Append("a.b += ").Append(i).Append('\n');

        Assert.Equal(Enumerable.Range(0, 50_000), ConfigurationFactory.ParseString(text.ToString()).GetIntList("a.b"));
    }

    [Fact]
    public void Read_ManySelfReferences_AreReadOrRefused()
    {
        var text = new StringBuilder("a = x\n" + Repeat("a = ${a}y\n", 500));
        Assert.Equal(501, ConfigurationFactory.ParseString(text.ToString()).GetString("a")!.Length);

        text.Append(Repeat("a = ${a}y\n", 200_000));
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text.ToString()).GetString("a"));
    }

    [Fact]
    public void Read_ManyKeys_AreReadQuickly()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 50_000; i++)
            text.Append("a.b.k").Append(i).Append(" = ").Append(i).Append('\n');

        Assert.Equal(49_999, ConfigurationFactory.ParseString(text.ToString()).GetInt("a.b.k49999"));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
