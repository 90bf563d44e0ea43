namespace ActorBus.Tests.Actors.Configuration;

public class ConfigTests
{
    private const string Sample = """
        root {
          int = 1
          long = 9000000000
          double = 1.25
          on = on
          no = false
          text = hello world
          nothing = null
          wait = 5s
          forever = infinite
          size = 64k
          numbers = [1, 2, 3]
          names = [a, "b c"]
          child { leaf = 42 }
        }
        """;

    private readonly Config _config = ConfigurationFactory.ParseString(Sample);

    [Fact]
    public void Getters_ValuePresent_ConvertIt()
    {
        Assert.Equal(1, _config.GetInt("root.int"));
        Assert.Equal(9000000000, _config.GetLong("root.long"));
        Assert.Equal(1.25, _config.GetDouble("root.double"));
        Assert.Equal(1.25f, _config.GetFloat("root.double"));
        Assert.Equal(1.25m, _config.GetDecimal("root.double"));
        Assert.True(_config.GetBoolean("root.on"));
        Assert.False(_config.GetBoolean("root.no", true));
        Assert.Equal("hello world", _config.GetString("root.text"));
        Assert.Equal(TimeSpan.FromSeconds(5), _config.GetTimeSpan("root.wait"));
        Assert.Equal(Timeout.InfiniteTimeSpan, _config.GetTimeSpan("root.forever"));
        Assert.Equal(65536, _config.GetByteSize("root.size"));
        Assert.Equal([1, 2, 3], _config.GetIntList("root.numbers"));
        Assert.Equal([1L, 2L, 3L], _config.GetLongList("root.numbers"));
        Assert.Equal([1d, 2d, 3d], _config.GetDoubleList("root.numbers"));
        Assert.Equal(["a", "b c"], _config.GetStringList("root.names"));
    }

    [Fact]
    public void Getters_ValueMissing_GiveTheDefault()
    {
        Assert.Equal(7, _config.GetInt("x", 7));
        Assert.Equal(0, _config.GetInt("root.int.deeper"));
        Assert.Equal(7L, _config.GetLong("x", 7));
        Assert.Equal(0.5, _config.GetDouble("x", 0.5));
        Assert.Equal(0.5f, _config.GetFloat("x", 0.5f));
        Assert.Equal(0.5m, _config.GetDecimal("x", 0.5m));
        Assert.True(_config.GetBoolean("x", true));
        Assert.Equal("d", _config.GetString("x", "d"));
        Assert.Null(_config.GetString("x"));
        Assert.Equal(TimeSpan.FromDays(1), _config.GetTimeSpan("x", TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.Zero, _config.GetTimeSpan("x"));
        Assert.Equal(9, _config.GetByteSize("x", 9));
        Assert.Empty(_config.GetStringList("x"));
        Assert.Equal(["d"], _config.GetStringList("x", ["d"]));
        Assert.Null(_config.GetValue("x"));
        Assert.Null(_config.GetConfig("x"));
    }

    [Fact]
    public void GetIntList_ValueMissing_Throws() => Assert.ThrowsAny<Exception>(() => _config.GetIntList("x"));

    [Fact]
    public void GetString_Null_IsNull() => Assert.Null(_config.GetString("root.nothing", "d"));

    [Theory]
    [InlineData("root.child", true)]
    [InlineData("root.child.leaf", true)]
    [InlineData("root.nothing", true)]
    [InlineData("root.child.stem", false)]
    [InlineData("elsewhere", false)]
    public void HasPath_TellsWhetherThereIsAValue(string path, bool expected) => Assert.Equal(expected, _config.HasPath(path));

    [Fact]
    public void GetConfig_Object_IsReadByRelativePaths()
    {
        var child = _config.GetConfig("root")!.GetConfig("child");

        Assert.Equal(42, child!.GetInt("leaf"));
        Assert.False(child.HasPath("root"));
    }

    [Fact]
    public void GetConfig_QuotedKey_IsFound()
    {
        var config = ConfigurationFactory.ParseString("""a { "/b/c.d/*" { e = 1 } }""");

        Assert.Equal(1, config.GetConfig("""a."/b/c.d/*" """.TrimEnd())!.GetInt("e"));
        Assert.Equal(1, config.GetInt("""a."/b/c.d/*".e"""));
    }

    [Fact]
    public void WithFallback_BothHaveValues_TheFirstWins()
    {
        Config first = "a { x = 1, list = [1] }\nb = 1";
        Config second = "a { x = 2, y = 3, list = [2, 3] }\nb { c = 4 }";
        var merged = first.WithFallback(second);

        Assert.Equal(1, merged.GetInt("a.x"));
        Assert.Equal(3, merged.GetInt("a.y"));
        Assert.Equal([1], merged.GetIntList("a.list"));
        Assert.Equal(1, merged.GetInt("b"));
        Assert.False(merged.HasPath("b.c"));
        Assert.False(first.HasPath("a.y"));
        Assert.Equal(4, second.WithFallback(first).GetInt("b.c"));
    }

    [Fact]
    public void WithFallback_SeveralLevels_AreSearchedInOrder()
    {
        Config a = "k { a = 1 }";
        Config b = "k { a = 2, b = 2 }";
        Config c = "k { a = 3, b = 3, c = 3 }";

        foreach (var merged in new[] { a.WithFallback(b).WithFallback(c), a.WithFallback(b.WithFallback(c)) })
        {
            Assert.Equal(1, merged.GetInt("k.a"));
            Assert.Equal(2, merged.GetInt("k.b"));
            Assert.Equal(3, merged.GetInt("k.c"));
            Assert.Equal(3, merged.GetConfig("k")!.GetInt("c"));
        }
    }

    [Fact]
    public void WithFallback_Itself_IsRefused() => Assert.Throws<ArgumentException>(() => _config.WithFallback(_config));

    [Fact]
    public void WithFallback_Null_ChangesNothing() => Assert.Equal(1, _config.WithFallback(null!).GetInt("root.int"));

    [Fact]
    public void Operators_TextAndConfig_Merge()
    {
        Config config = "a = 1";

        Assert.Equal(2, (config + "a = 5, b = 2").GetInt("b"));
        Assert.Equal(3, ("a = 3" + config).GetInt("a"));
    }

    [Fact]
    public void IsEmpty_NoFields_IsTrue()
    {
        Assert.True(Config.Empty.IsEmpty);
        Assert.True(ConfigurationFactory.Empty.IsEmpty);
        Assert.True(ConfigurationFactory.ParseString("# only a comment").IsEmpty);
        Assert.False(_config.IsEmpty);
        Assert.True(((Config)null!).IsNullOrEmpty());
        Assert.True(Config.Empty.IsNullOrEmpty());
        Assert.False(_config.IsNullOrEmpty());
    }

    [Fact]
    public void SafeWithFallback_NoConfig_GivesTheFallback()
    {
        Assert.Same(_config, ((Config)null!).SafeWithFallback(_config));
        Assert.Same(_config, _config.SafeWithFallback(_config));
        Assert.Equal(2, _config.SafeWithFallback("b = 2").GetInt("b"));
    }

    [Fact]
    public void AsEnumerable_MergedConfig_GivesEachKeyOnce()
    {
        Config config = ((Config)"""b = 1, "a.c" = 2""").WithFallback("b = 3, d = 4");

        Assert.Equal(["a.c", "b", "d"], config.AsEnumerable().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal("1", config.AsEnumerable().Single(pair => pair.Key == "b").Value.GetString());
    }

    [Fact]
    public void Root_Object_GivesItsFields()
    {
        var root = _config.Root.GetObject()!.GetKey("root")!;

        Assert.True(root.IsObject());
        Assert.Equal("1", root.GetChildObject("int")!.GetString());
        Assert.Equal(3, root.GetChildObject("numbers")!.GetArray().Count);
    }

    [Fact]
    public void Default_Setting_HasAValue() => Assert.True(ConfigurationFactory.Default().HasPath("akka.loglevel"));

    [Fact]
    public void NullOrEmptyConfig_Component_IsNamed() =>
        Assert.Contains(nameof(ConfigTests), ConfigurationException.NullOrEmptyConfig<ConfigTests>("a.b").Message, StringComparison.Ordinal);
}
