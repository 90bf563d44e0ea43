using ActorBus.Actors.Configuration.Hocon;

namespace ActorBus.Tests.Actors.Configuration.Hocon;

public sealed class HoconIncludeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hocon").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void ParseString_IncludeByCallbackAndNoLastBrace_IsRead()
    {
        var config = ConfigurationFactory.ParseString("a { b { include \"c\" }", name => Parser.Parse($"name = {name}, again = ${{name}}", null));
        Assert.Equal("c", config.GetString("a.b.name"));
        Assert.Equal("c", config.GetString("a.b.again"));
    }

    [Fact]
    public void Include_File_IsMergedWhereItStands()
    {
        Write("b.conf", "x = 2, y = 2, o { p = 2 }");
        var config = Load("""
            a { x = 1, o { q = 1 } }
            a { include "b.conf" }
            a { y = 3 }
            """);

        Assert.Equal("a {\n  x = 2\n  o {\n    q = 1\n    p = 2\n  }\n  y = 3\n}\n", config.ToString());
    }

    [Theory]
    [InlineData("include \"b.conf\"")]
    [InlineData("include\"b.conf\"")]
    [InlineData("include\n\n \"b.conf\"")]
    [InlineData("include \"b\"")]
    [InlineData("include required(\"b\")")]
    [InlineData("include required( \"b.conf\" )")]
    [InlineData("include file(\"b.conf\")")]
    [InlineData("include file( \n \"b.conf\" \n )")]
    [InlineData("include required(file(\"b.conf\"))")]
    [InlineData("include required( file( \"b.conf\" ) )")]
    public void Include_AnyForm_FindsTheFileBesideTheIncludingOne(string statement)
    {
        Write("b.conf", "x = 1");

        Assert.Equal(1, Load($"a = 0, {statement}, c = 2").GetInt("x"));
    }

    [Fact]
    public void Include_UrlOfAFile_IsRead()
    {
        Write("b.conf", "x = 1");

        Assert.Equal(1, Load($"include url(\"{new Uri(Path.Combine(_folder, "b.conf"))}\")").GetInt("x"));
    }

    [Fact]
    public void Include_NoExtension_ReadsJsonFirstAndConfOver()
    {
        Write("b.json", """{ "x": 1, "y": 1 }""");
        Write("b.conf", "y = 2");
        var config = Load("include \"b\"");

        Assert.Equal(1, config.GetInt("x"));
        Assert.Equal(2, config.GetInt("y"));
    }

    [Fact]
    public void Include_InSubfolder_IsRelativeToItsOwnFolder()
    {
        Write("sub/b.conf", "include \"c.conf\"");
        Write("sub/c.conf", "x = 1");

        Assert.Equal(1, Load("include \"sub/b.conf\"").GetInt("x"));
    }

    [Fact]
    public void Include_NothingThere_IsIgnored() =>
        Assert.Equal(1, Load("include \"nothing.conf\", include file(\"no.conf\"), a = 1").GetInt("a"));

    [Fact]
    public void Include_RequiredAndNothingThere_SaysWhatWasLookedFor()
    {
        var exception = Assert.Throws<ConfigurationException>(() => Load("a = 1\n  include required(file(\"no.conf\"))"));

        Assert.Contains("main.conf:2:3: the required include \"no.conf\" was not found", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_RequiredResourceNothingThere_SaysSo() => Assert.Contains(
        "embedded resources",
        Assert.Throws<ConfigurationException>(() => Load("include required(classpath(\"no.conf\"))")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Include_RootIsAList_IsRefused()
    {
        Write("b.conf", "[1]");

        Assert.Contains("its root is a list", Assert.Throws<ConfigurationException>(() => Load("include \"b\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_BrokenFile_IsNamedWithItsLine()
    {
        Write("b.conf", "x = 1\ny = }");

        Assert.Contains("b.conf:2:5: expected a value", Assert.Throws<ConfigurationException>(() => Load("include \"b\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_NotUtf8_IsRefused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "b.conf"), [(byte)'a', (byte)'=', 0xC3, 0x28]);

        Assert.Contains("b.conf: expected UTF-8", Assert.Throws<ConfigurationException>(() => Load("include \"b\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_Itself_IsRefused()
    {
        Write("b.conf", "include \"c\"");
        Write("c.conf", "include \"b\"");

        Assert.Contains("nested more than 50 deep", Assert.Throws<ConfigurationException>(() => Load("include \"b\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_Substitution_LooksInTheIncludedFileFirst()
    {
        Write("b.conf", "x = 10, y = ${x}, z = ${w}, u { include \"c\" }");
        Write("c.conf", "v = 5, p = ${v}, q = ${x}, r = ${w}");
        var config = Load("a { include \"b\" }, a { x = 42 }, x = 7, w = 8");

        Assert.Equal(42, config.GetInt("a.y"));
        Assert.Equal(8, config.GetInt("a.z"));
        Assert.Equal(5, config.GetInt("a.u.p"));
        Assert.Equal(42, config.GetInt("a.u.q"));
        Assert.Equal(8, config.GetInt("a.u.r"));
    }

    [Fact]
    public void Include_Append_ContinuesTheIncludingList()
    {
        Write("b.conf", "list += 2, text = ${?text}b");

        Assert.Equal([1, 2, 3], Load("a { list = [1], include \"b\", list += 3 }").GetIntList("a.list"));
        Assert.Equal("ab", Load("a { text = a, include \"b\" }").GetString("a.text"));
    }

    [Fact]
    public void Include_InAList_IsMergedIntoItsElement()
    {
        Write("b.conf", "x = 1");

        Assert.Equal(1, Load("a = [{ include \"b\", y = 2 }]").GetValue("a")!.GetArray()[0].GetChildObject("x")!.GetInt());
    }

    [Fact]
    public void ParseString_Callback_AnswersIncludes()
    {
        static HoconRoot? Answer(string name) => name switch
        {
            "outer" => Parser.Parse("f = 123, e { include \"inner\" }", _ => Parser.Parse("x = 1, y = ${x}", null)),
            _ => null,
        };
        var config = ConfigurationFactory.ParseString("a.b { include \"outer\", include \"other\" }", Answer);

        Assert.Equal(123, config.GetInt("a.b.f"));
        Assert.Equal(1, config.GetInt("a.b.e.y"));
    }

    [Fact]
    public void ParseString_CallbackHasNoAnswer_RequiredIsRefused() => Assert.Throws<ConfigurationException>(
        () => ConfigurationFactory.ParseString("include required(\"x\")", _ => null));

    [Fact]
    public void FromResource_Include_IsFoundBesideIt()
    {
        var config = ConfigurationFactory.FromResource<HoconIncludeTests>("ActorBus.Actors.Tests.Configuration.Hocon.main.conf");

        Assert.Equal(1, config.GetInt("main"));
        Assert.Equal(2, config.GetInt("beside.value"));
        Assert.Equal(1, ConfigurationFactory.FromResource("ActorBus.Actors.Tests.Configuration.Hocon.main.conf", this).GetInt("main"));
    }

    [Fact]
    public void FromResource_Missing_ListsWhatThereIs()
    {
        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromResource<HoconIncludeTests>("no.conf"));

        Assert.Contains("'no.conf'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("main.conf", exception.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private Config Load(string text)
    {
        Write("main.conf", text);
        var path = Path.Combine(_folder, "main.conf").Replace("\\", "\\\\", StringComparison.Ordinal);
        return ConfigurationFactory.ParseString($"include required(file(\"{path}\"))");
    }
}
