namespace ActorBus.Tests.Actors.Configuration.Hocon;

public class HoconSubstitutionTests
{
    public static TheoryData<string, string> Resolved => new()
    {
        // Plain, chained, forward, typed
        { "a = 1, b = ${a}", "a = 1, b = 1" },
        { "b = ${a}, a = 1", "b = 1, a = 1" },
        { "a = 1, b = ${a}, a = 2", "a = 2, b = 2" },
        { "foo = ${bar}, bar = ${a.b.c}, a.b.c = 57", "foo = 57, bar = 57, a.b.c = 57" },
        { "a = null, b = ${a}", "a = null, b = null" },
        { "a { x = 1 }, b = ${a}", "a { x = 1 }, b { x = 1 }" },
        { "a = [1, 2], b = ${a}", "a = [1, 2], b = [1, 2]" },
        { "\"\" { \"\" = 1 }, b = ${  \"\".\"\"  }", "\"\" { \"\" = 1 }, b = 1" },
        { "\"a.b\" = 1, a.b = 2, c = ${\"a.b\"}, d = ${a.b}", "\"a.b\" = 1, a.b = 2, c = 1, d = 2" },
        { "a b = 1, c = ${a b}", "\"a b\" = 1, c = 1" },

        // In strings, lists and objects
        { "x = 1, a = ${x}foo${x}", "x = 1, a = 1foo1" },
        { "n = Roger, a = Hello my name is ${n}, b = ${n}\" x\"", "n = Roger, a = \"Hello my name is Roger\", b = \"Roger x\"" },
        { "n = null, a = <${n}>", "n = null, a = \"<null>\"" },
        { "x = abc, y = def, a = ${x} ${y}", "x = abc, y = def, a = \"abc def\"" },
        { "x = [1, 2], y = [5], a = ${x} [3, 4] ${y}", "x = [1, 2], y = [5], a = [1, 2, 3, 4, 5]" },
        { "x { a = 0 }, y { c = 2 }, a = ${x} { b = 1 } ${y}", "x { a = 0 }, y { c = 2 }, a { a = 0, b = 1, c = 2 }" },
        { "x { a = 1 }, y { b = 2 }, a = ${x}${y}", "x { a = 1 }, y { b = 2 }, a { a = 1, b = 2 }" },
        { "x = [1], y = [2], a = ${x} ${y}", "x = [1], y = [2], a = [1, 2]" },
        { "d { s = 6 }, e = ${d} { n = east }", "d { s = 6 }, e { s = 6, n = east }" },
        { "x { 0 = a, 1 = b }, a = ${x} [c]", "x { 0 = a, 1 = b }, a = [a, b, c]" },

        // Optional
        { "a = ${?u}", "" },
        { "a = ${?u}, b = ${?a}, c = ${?b}", "" },
        { "a = 42, a = ${?u}", "a = 42" },
        { "a { b = 42 }, a = ${?u}", "a { b = 42 }" },
        { "h = 43, a { b = 42 }, a = ${?h}", "h = 43, a = 43" },
        { "a = [1, ${?u}, 2]", "a = [1, 2]" },
        { "h = 4, a = [1, ${?h}]", "h = 4, a = [1, 4]" },
        { "a = foo${?u}", "a = foo" },
        { "a = <${?u}>", "a = \"<>\"" },
        { "a = [1] ${?u}", "a = [1]" },
        { "a = { x = 1 } ${?u}", "a { x = 1 }" },
        { "a = ${?u}${?v}", "" },
        { "a = ${?u} ${?v}", "a = \" \"" },
        { "a = \"\"${?u}", "a = \"\"" },

        // Hidden ones are never evaluated
        { "a = ${u}, a = 42", "a = 42" },
        { "a = ${a}, a = 42", "a = 42" },
        { "a = ${b}, b = ${a}, b = 5", "a = 5, b = 5" },

        // Inside the object they refer to
        { "bar { foo = 42, baz = ${bar.foo} }", "bar { foo = 42, baz = 42 }" },
        { "bar { foo = 42, baz = ${bar.foo} }, bar { foo = 43 }", "bar { foo = 43, baz = 43 }" },
        { "bar = 101, bar { foo = 42, baz = ${bar.foo} }", "bar { foo = 42, baz = 42 }" },
        { "x = 0, bar = [${x}, 1], bar { foo = 42, baz = ${bar.foo} }", "x = 0, bar { foo = 42, baz = 42 }" },
        { "foo = ${a.b.c}, a { b { c = 42, k = ${foo} }, k = ${foo} }", "foo = 42, a { b { c = 42, k = 42 }, k = 42 }" },
        {
            "bar { a = ${foo.d}, b = 1 }, bar.b = 3, foo { c = ${bar.b}, d = 2 }, foo.d = 4",
            "bar { a = 4, b = 3 }, foo { c = 3, d = 4 }"
        },
        {
            "i { a = 10, b = ${j.d} }, j { c = 12, d = 14, e = ${i.a}, f = ${i.b}, g = ${j.f} }",
            "i { a = 10, b = 14 }, j { c = 12, d = 14, e = 10, f = 14, g = 14 }"
        },

        // Objects known only after substitution
        { "d { a = 1, b = 2 }, i = ${d}, i.b = 3, j.b = ${i.b}", "d { a = 1, b = 2 }, i { a = 1, b = 3 }, j { b = 3 }" },
        {
            "d { a = 1, b = 2 }, i = ${d}, i.b = { c = 43 }, j.b = ${i.b}",
            "d { a = 1, b = 2 }, i { a = 1, b { c = 43 } }, j { b { c = 43 } }"
        },
        { "d { a = 1, b = 2 }, i.b = 7, i = ${d}, j.b = ${i.b}", "d { a = 1, b = 2 }, i { b = 2, a = 1 }, j { b = 2 }" },
        {
            "d { a = 1, b = 2 }, i = ${d}, i.c = ${j.d}, i.x = ${j.y}, j = ${d}, j.d = ${i.a}, j.y = 15",
            "d { a = 1, b = 2 }, i { a = 1, b = 2, c = 1, x = 15 }, j { a = 1, b = 2, d = 1, y = 15 }"
        },
        {
            "z = 15, p { m = ${z}, n.o = ${z} }, q { x = 10, s = ${z} }, d { a = 1, b = 2 }, e = ${d}, " +
            "i = 345, i = ${?U}, i = ${p}, i = {}, i = ${q}, i = ${e}, i = ${d}, i.b = { c = 43 }, i.y = 101, j.b = ${i.b}",
            "z = 15, p { m = 15, n.o = 15 }, q { x = 10, s = 15 }, d { a = 1, b = 2 }, e { a = 1, b = 2 }, " +
            "i { m = 15, n { o = 15 }, x = 10, s = 15, a = 1, b { c = 43 }, y = 101 }, j { b { c = 43 } }"
        },
        { "i.b.c = 100, d { a = ${i.b.c}, b = 2 }, i = ${d}, i.b = { c = 43 }", "i { b { c = 43 }, a = 100 }, d { a = 100, b = 2 }" },
        { "d { a = ${i.b}, b = 2 }, i.b = 7, i = ${d}", "d { a = 7, b = 2 }, i { b = 2, a = 7 }" },
        { "d { a = ${i.z}, b = 2 }, i { q = 1 }, i = ${d}, i.z = 5", "d { a = 5, b = 2 }, i { q = 1, a = 5, b = 2, z = 5 }" },
    };

    [Theory]
    [MemberData(nameof(Resolved))]
    public void Read_Substitutions_AreReplaced(string hocon, string plain) =>
        Assert.Equal(ConfigurationFactory.ParseString(plain).Root.ToString(), ConfigurationFactory.ParseString(hocon).Root.ToString());

    [Theory]
    [InlineData("a = ${u}", "string:1:5: the substitution ${u} found no value for 'u'")]
    [InlineData("a = x${u.v}", "string:1:6: the substitution ${u.v} found no value")]
    [InlineData("a = 1, b = ${a.c}", "found no value for 'a.c'")]
    [InlineData("a = ${u}, a = { b = 42 }", "found no value for 'u'")]
    [InlineData("a = [${u}]", "string:1:6: the substitution ${u} found no value")]
    [InlineData("a = [1, 2], b = y${a}z", "found the string 'y' and a list and the string 'z'")]
    [InlineData("a { c = 2 }, b = y${a}z", "found the string 'y' and an object and the string 'z'")]
    [InlineData("x { a = 1 }, y { b = 2 }, a = ${x}\"  \"${y}", "side by side")]
    [InlineData("x = [1], y = [2], a = ${x}\"  \"${y}", "side by side")]
    [InlineData("x = [1], y { b = 2 }, a = ${x} ${y}", "found a list and an object")]
    public void Read_SubstitutionFails_SaysWhereAndWhy(string hocon, string expected)
    {
        var config = ConfigurationFactory.ParseString(hocon);
        var exception = Assert.Throws<ConfigurationException>(() => config.HasPath("a"));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, config.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotInTheConfiguration_ComesFromTheEnvironment()
    {
        var name = $"ACTORBUS_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "from outside");
        var config = ConfigurationFactory.ParseString($$"""
            a = default
            a = ${?{{name}}}
            b = ${{{name}}}
            c = [${?{{name}}}, x]
            """);

        Assert.Equal("from outside", config.GetString("a"));
        Assert.Equal("from outside", config.GetString("b"));
        Assert.Equal(["from outside", "x"], config.GetStringList("c"));
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void Read_SelfReferenceWithoutEarlierValue_ComesFromTheEnvironment()
    {
        var name = $"ACTORBUS_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "/bin");

        Assert.Equal("/bin:/x", ConfigurationFactory.ParseString($"{name} = ${{{name}}}\":/x\"").GetString(name));
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void Read_NullInTheConfiguration_HidesTheEnvironment() =>
        Assert.Null(ConfigurationFactory.ParseString("PATH = null, a = ${PATH}").GetString("a", "d"));

    [Fact]
    public void Read_ValueInAFallback_IsFound()
    {
        Config first = "a = ${b}, c { x = ${d.y} }";
        Config second = "b = 1, c { z = ${a} }, d { y = 2 }";
        var merged = first.WithFallback(second);

        Assert.Equal(1, merged.GetInt("a"));
        Assert.Equal(2, merged.GetInt("c.x"));
        Assert.Equal(1, merged.GetInt("c.z"));
    }

    [Fact]
    public void Read_FallbackReferenceOverridden_SeesTheNewValue()
    {
        Config reference = "a = ${b}, b = 1";

        Assert.Equal(2, ((Config)"b = 2").WithFallback(reference).GetInt("a"));
    }

    [Fact]
    public void WithFallback_HidesACycle_IsResolved()
    {
        Config cycle = "foo = ${bar}, bar = ${a.b.c}, a.b.c = ${foo}";

        Assert.Equal(57, ((Config)"a.b.c = 57").WithFallback(cycle).GetInt("foo"));
    }

    [Theory]
    [InlineData("j { x = 1, q = 4 }", "b { y = 2, q = 5 }, j = ${b}", "c { z = 3, q = 6 }, j = ${c}", "1 2 3 4")]
    [InlineData("a { x = 1, q = 4 }, j = ${a}", "b { y = 2, q = 5 }, j = ${b}", "c { z = 3, q = 6 }, j = ${c}", "1 2 3 4")]
    [InlineData("j.x = 1", "j = 2", "j { y = 2, z = 3 }", "1 0 0 0")]
    [InlineData("j.x = ${f}, f = 1", "j = 2", "j { y = ${g} }, g = 3", "1 0 0 0")]
    [InlineData("j { x = 1 }", "j { y = 2 }", "j = 5", "1 2 0 0")]
    public void WithFallback_AnyGrouping_MergesTheSame(string first, string second, string third, string expected)
    {
        Config a = first, b = second, c = third;

        foreach (var merged in new[] { a.WithFallback(b).WithFallback(c), a.WithFallback(b.WithFallback(c)) })
        {
            var values = new[] { "j.x", "j.y", "j.z", "j.q" }.Select(path => merged.GetInt(path));
            Assert.Equal(expected, string.Join(' ', values));
        }
    }
}
