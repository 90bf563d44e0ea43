namespace ActorBus.Tests.Actors.Configuration.Hocon;

/// <summary>Two texts that mean the same.</summary>
public class HoconEquivalenceTests
{
    public static TheoryData<string, string> Pairs => new()
    {
        // Comments
        { "# c\na = 1 // d\n// e\nb = 2 # f", "a : 1, b : 2" },
        { "a = \"#x//y\"", "a = \"#x//y\"" },
        { "a = 1 # no end", "a = 1" },
        { "{ a #c\n : #d\n 1 }", "{ a : 1 }" },
        { "a = [ 1 # x\n , 2 // y\n ]", "a = [1, 2]" },

        // Root braces, separators, commas, white space
        { "{ \"a\" : { \"b\" : [1, true, null, \"x\"] } }", "a.b = [1, true, null, x]" },
        { "a { b = 1 }", "a : { b : 1 }" },
        { "a\n{ b = 1 }", "a.b = 1" },
        { "a : \n 1", "a = 1" },
        { "a = 1,", "a = 1" },
        { "a = [1\n2\n3]", "a = [1, 2, 3]" },
        { "a = [1, 2, 3, ]", "a = [1, 2, 3]" },
        { "a = [1\n,\n2\n,\n]", "a = [1, 2]" },
        { "a = 1\r\nb = 2\r\n", "a = 1, b = 2" },
        { "\uFEFFa\u00A0=\u2003 1 \uFEFF", "a = 1" },
        { "a = (42)", "a = \"(42)\"" },
        { "a = {}, b = []", "a {}, b = []" },

        // Duplicate keys
        { "a = 1, a = 2", "a = 2" },
        { "a { x = 1, y = 2 }, a { x = 3, z = 4 }", "a { x = 3, y = 2, z = 4 }" },
        { "a { b { x = 1 } }, a.b.y = 2", "a.b { x = 1, y = 2 }" },
        { "a { x = 1 }, a = null, a { y = 2 }", "a { y = 2 }" },
        { "a { x = 1 }, a = 5, a { y = 2 }", "a { y = 2 }" },
        { "a { x = 1 }, a = [2, 3], a { y = 2 }", "a { y = 2 }" },
        { "a = [1, 2], a = [3]", "a = [3]" },
        { "a.b = 1, a = null, a.c = 3", "a { c = 3 }" },

        // Unquoted strings, numbers, keywords
        { "a = foo bar  baz ", "a = \"foo bar  baz\"" },
        { "a = \t 1 2 3 \t ,", "a = \"1 2 3\"" },
        { "a = true \"xyz\" 123 foo", "a = \"true xyz 123 foo\"" },
        { "a = null foo", "a = \"null foo\"" },
        { "a = 10.0bar", "a = \"10.0bar\"" },
        { "a = 127.0.0.1", "a = \"127.0.0.1\"" },
        { "a = 1.0.0, b = 1-e3, c = 10e3e3, d = 1., e = -", "a = \"1.0.0\", b = \"1-e3\", c = \"10e3e3\", d = \"1.\", e = \"-\"" },
        { "a = 10e+3", "a = \"10e+3\"" },
        { "a = /usr/bin", "a = \"/usr/bin\"" },
        { "a = include", "a = \"include\"" },
        { "a = [include, t, tru, truex]", "a = [\"include\", \"t\", \"tru\", \"truex\"]" },

        // Quoted strings
        { "a = \"\\u0041\\n\\t\\\"\\\\\\/\"", "a = \"A\\n\\t\\\"\\\\/\"" },
        { "a = \"\"\"x\\n\"y\"\"\"", "a = \"x\\\\n\\\"y\"" },
        { "a = \"\"\"foo\"\"\"\"", "a = \"foo\\\"\"" },
        { "a = \"\"\"x\ny\"\"\"", "a = \"x\\ny\"" },
        { "a = \"\"\"\"\"\"", "a = \"\"" },

        // Keys and paths
        { "a.b.c = 1", "a { b { c = 1 } }" },
        { "\"a.b\".c = 1", "\"a.b\" { c = 1 }" },
        { "a b c = 1", "\"a b c\" = 1" },
        { "3.14 = 1", "3 { 14 = 1 }" },
        { "true = 1, null = 2", "\"true\" = 1, \"null\" = 2" },
        { "10.0foo = 1, foo\"10.0\" = 2", "10 { 0foo = 1 }, \"foo10.0\" = 2" },
        { "a.\"\".b = 1", "a { \"\" { b = 1 } }" },
        { "/a/b = 1, x-y_z = 2", "\"/a/b\" = 1, \"x-y_z\" = 2" },
        { "foo include = 1, \"include\" = 2", "\"foo include\" = 1, \"include\" = 2" },
        { "a .b = 1", "\"a \" { b = 1 }" },
        { "123 foo : v", "\"123 foo\" = v" },

        // Concatenation
        { "a = [1, 2] [3, 4]", "a = [1, 2, 3, 4]" },
        { "a = [1,2\n] [3]", "a = [1, 2, 3]" },
        { "a = { b = 1 } { c = 2 } { b = 3 }", "a { b = 3, c = 2 }" },
        { "a = [1 2 3]", "a = [\"1 2 3\"]" },
        { "a = [[1, 2] [3, 4]]", "a = [[1, 2, 3, 4]]" },
        { "a = [[1, 2]\n[3, 4]]", "a = [[1, 2], [3, 4]]" },
        { "a = [{ b = 1 } { c = 2 }]", "a = [{ b = 1, c = 2 }]" },
        { "a = [{ b = 1 }\n{ c = 2 }]", "a = [{ b = 1 }, { c = 2 }]" },
        { "a = x\"y\"z", "a = xyz" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ParseString_DifferentSpelling_MeansTheSame(string hocon, string plain) =>
        Assert.Equal(ConfigurationFactory.ParseString(plain).ToString(), ConfigurationFactory.ParseString(hocon).ToString());

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ToString_ParsedAgain_MeansTheSame(string hocon, string plain)
    {
        foreach (var text in new[] { hocon, plain })
        {
            var written = ConfigurationFactory.ParseString(text).ToString();
            Assert.Equal(written, ConfigurationFactory.ParseString(written).ToString());
        }
    }

    [Fact]
    public void ParseString_RootIsAList_IsRead()
    {
        var root = ConfigurationFactory.ParseString("[1, 2]").Root;

        Assert.Equal([1, 2], root.GetIntList());
    }

    [Fact]
    public void ParseString_QuotedNull_IsAString() => Assert.Equal("null", ConfigurationFactory.ParseString("a = \"null\"").GetString("a"));
}
