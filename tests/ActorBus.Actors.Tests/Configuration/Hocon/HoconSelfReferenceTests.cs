namespace ActorBus.Tests.Actors.Configuration.Hocon;

/// <summary>A field whose new value is made of its old one.</summary>
public class HoconSelfReferenceTests
{
    public static TheoryData<string, string> Resolved => new()
    {
        { "a = 1, a = ${a}", "a = 1" },
        { "a.b.c = 1, a.b.c = ${a.b.c}", "a.b.c = 1" },
        { "p = \"a:b\", p = ${p}\":c\"", "p = \"a:b:c\"" },
        { "a = 1, a = ${a}x, a = ${a}y, a = ${a}z", "a = 1xyz" },
        { "a = [1, 2], a = ${a} [3, 4], a = ${a} [5, 6]", "a = [1, 2, 3, 4, 5, 6]" },
        { "a { a = 0 }, a = ${a} { b = 1 }, a = ${a} { c = 2 }", "a { a = 0, b = 1, c = 2 }" },
        { "a { b = 3 }, a = { b = 2 } ${a}", "a { b = 3 }" },
        { "a { b = 5 }, a = ${a}", "a { b = 5 }" },
        { "a { b = 5 }, a = ${a}, a { c = 6 }", "a { b = 5, c = 6 }" },
        { "a = 1, a = ${a}, a = 2", "a = 2" },
        { "a = ${a}, a = 1, a = 2", "a = 2" },
        { "a = 1, a = 2, a = ${a}", "a = 2" },
        { "a = ${?a}", "" },
        { "a = ${?a}foo", "a = foo" },
        { "a = ${?a}foo${?a}", "a = foo" },
        { "a = 1, a = ${?a}foo${?a}", "a = 1foo1" },
        { "a = 1, b = ${a}, a = ${b}", "a = 1, b = 1" },
        { "a = 1, b = ${c}, c = ${a}, a = ${b}", "a = 1, b = 1, c = 1" },
        { "a = 1, b = ${a}foo, a = ${b}", "a = 1foo, b = 1foo" },
        { "a = 1, b = 2, a = ${b}, b = ${a}", "a = 1, b = 1" },
        { "foo { a { c = 1 } }, foo = ${foo.a}, foo { a = 2 }", "foo { a = 2, c = 1 }" },
        { "a { b { c = 5 } }, a = ${a.b}, a { b = 2 }", "a { b = 2, c = 5 }" },
        { "a { b { c = 5 } }, a { x = ${a.b} }, a { b = 2 }", "a { b = 2, x = 2 }" },
        { "a { x = 42, y = ${a.x} }", "a { x = 42, y = 42 }" },
        { "a = 1, a { x = 42, y = ${a.x} }", "a { x = 42, y = 42 }" },
        { "foo = ${?bar}, bar = ${?a.b.c}, a { b { c = ${?foo} } }", "a { b {} }" },

        { "a += 2", "a = [2]" },
        { "a = [], a += 2", "a = [2]" },
        { "a = [1], a += 2", "a = [1, 2]" },
        { "a += 1, a += 2, a += 3", "a = [1, 2, 3]" },
        { "x { a += 1, a += 2 }, x.a += 3", "x { a = [1, 2, 3] }" },
        { "a.b.c = [1], a.b.c += 2", "a.b.c = [1, 2]" },
        { "a { b { c = [1] } }, a { b { c += 2 } }", "a.b.c = [1, 2]" },
        { "a += { b = 1 }, a += { b = 2 }", "a = [{ b = 1 }, { b = 2 }]" },
        { "a = ${x}, a += ${y}, x = [1], y = 2", "a = [1, 2], x = [1], y = 2" },
        { "a = ${x} [1], a += 2, a += 3, x = [0]", "a = [0, 1, 2, 3], x = [0]" },
        { "a = [1], a = ${?u}, a += 2", "a = [1, 2]" },
        { "x = [{ a += 1, a += 2 }]", "x = [{ a = [1, 2] }]" },
        { "x += { a += 1, a += 2 }", "x = [{ a = [1, 2] }]" },
        { "a { 0 = x }, a += y", "a = [x, y]" },
        { "d { x = [] }, c = ${d}, c { x += 1, x += 2 }", "d { x = [] }, c { x = [1, 2] }" },
        { "c { x = [], x = ${c.x} [1], x = ${c.x} [2] }", "c { x = [1, 2] }" },
        { "d { x = [] }, c = ${d}, c { x = ${c.x} [1], x = ${c.x} [2] }", "d { x = [] }, c { x = [1, 2] }" },
        { "d { x = [0], x = ${d.x} [1] }, c = ${d}, c { x = ${c.x} [2] }", "d { x = [0, 1] }, c { x = [0, 1, 2] }" },
        { "c { x = [0], x = ${c.x} [1] }, c = ${d}, c { y = 1 }, d { z = 2 }", "c { x = [0, 1], z = 2, y = 1 }, d { z = 2 }" },
        {
            "r { d.x = [] }, q = ${r}, q { d { x = [] }, c = ${q.d}, c { x = ${q.c.x} [1], x = ${q.c.x} [2] } }",
            "r { d { x = [] } }, q { d { x = [] }, c { x = [1, 2] } }"
        },
    };

    [Theory]
    [MemberData(nameof(Resolved))]
    public void Read_SelfReference_LooksBack(string hocon, string plain) =>
        Assert.Equal(ConfigurationFactory.ParseString(plain).Root.ToString(), ConfigurationFactory.ParseString(hocon).Root.ToString());

    [Theory]
    [InlineData("a = ${a}", "cycle: ${a}")]
    [InlineData("a = ${a}bc", "cycle: ${a}")]
    [InlineData("a = ${b}, b = ${a}", "cycle: ${b} -> ${a}")]
    [InlineData("a = ${b}, b = ${c}, c = ${d}, d = ${a}", "cycle: ${b} -> ${c} -> ${d} -> ${a}")]
    [InlineData("foo = ${bar}, bar = ${a.b.c}, a { b { c = ${foo} } }", "cycle")]
    [InlineData("foo = ${?bar}, bar = ${baz}, baz = ${foo}", "cycle")]
    [InlineData("a = [${a}]", "cycle")]
    [InlineData("a { b = ${a} }", "cycle")]
    [InlineData("a = 1, a = [${a}, 2]", "cycle")]
    [InlineData("a = 1, a { x = ${a} }", "cycle")]
    [InlineData("a { x = ${b} }, b { y = ${a} }", "cycle")]
    [InlineData("a = 10, a += 2", "found the string '10' and a list")]
    [InlineData("a = { x = y }, a += 2", "found an object and a list")]
    public void Read_CannotBeResolved_SaysSo(string hocon, string expected)
    {
        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon).GetString("a"));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("string:1:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SelfReference_LooksIntoTheFallback()
    {
        Config first = "a = ${a} [3], b += 3, c = ${c}x";
        Config second = "a = ${a} [2], b += 2, c = ${c}y";
        Config third = "a = [1], b = [1], c = z";

        foreach (var merged in new[] { first.WithFallback(second).WithFallback(third), first.WithFallback(second.WithFallback(third)) })
        {
            Assert.Equal([1, 2, 3], merged.GetIntList("a"));
            Assert.Equal([1, 2, 3], merged.GetIntList("b"));
            Assert.Equal("zyx", merged.GetString("c"));
        }
    }
}
