using System.Text.Json;
using ActorBus.Messages;

namespace ActorBus.Tests.Messages;

public sealed class MetadataTests
{
    [Fact]
    public void With_Value_LeavesTheOriginalAlone()
    {
        var one = Metadata.Empty.With("a", 1);
        var two = one.With("a", 2).With("b", true);

        Assert.Equal((1L, 2L, true), (one["a"], two["a"], two["b"]));
        Assert.Equal((0, 1, 2), (Metadata.Empty.Count, one.Count, two.Count));
    }

    public static TheoryData<object, object> Normalized => new()
    {
        { 1, 1L },
        { (byte)2, 2L },
        { 3u, 3L },
        { 1.5f, 1.5 },
        { 1.50m, "1.50" },
        { 'x', "x" },
        { DayOfWeek.Monday, "Monday" },
        { Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"), "6f9619ff-8b86-d011-b42d-00c04fc964ff" },
        { TimeSpan.FromSeconds(1.5), "00:00:01.5000000" },
        { new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), "2030-01-02T03:04:05.0000000+00:00" },
        { new DateOnly(2030, 1, 2), "2030-01-02" },
        { new TimeOnly(3, 4, 5), "03:04:05.0000000" },
        { new[] { 1, 2 }, new object[] { 1L, 2L } },
        { new List<object?> { "a", null, true }, new object[] { "a", true } },
        { new Dictionary<string, object?> { ["a"] = 1, ["b"] = null }, new Dictionary<string, object> { ["a"] = 1L } },
        { new Dictionary<string, int> { ["a"] = 1 }, new Dictionary<string, object> { ["a"] = 1L } },
    };

    [Theory]
    [MemberData(nameof(Normalized), DisableDiscoveryEnumeration = true)]
    public void With_AnyKindThatCanTravel_TakesTheFormInWhichItTravels(object value, object expected)
    {
        var actual = Metadata.Empty.With("key", value)["key"];

        Assert.Equal(expected.GetType(), actual.GetType());
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void With_KindThatCannotTravel_IsRefusedNamingKeyAndType()
    {
        var error = Assert.Throws<ArgumentException>(() => Metadata.Empty.With("where", new Uri("http://localhost")));
        Assert.Contains("'where'", error.Message);
        Assert.Contains("System.Uri", error.Message);
    }

    [Fact]
    public void With_NumberTooLarge_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Metadata.Empty.With("key", ulong.MaxValue));

    [Fact]
    public void With_NestedTooDeep_IsRefused()
    {
        object value = "bottom";
        for (var level = 0; level < 20; level++) value = new[] { value };

        Assert.Throws<ArgumentException>(() => Metadata.Empty.With("deep", value));
    }

    [Theory]
    [InlineData("actorbus-attempt")]
    [InlineData("ActorBus-Attempt")]
    [InlineData("")]
    public void With_ReservedOrEmptyName_IsRefused(string key)
    {
        Assert.Throws<ArgumentException>(() => Metadata.Empty.With(key, 1));
        Assert.Throws<ArgumentException>(() => Metadata.From([new(key, 1)]));
    }

    [Fact]
    public void With_Null_RemovesTheName()
    {
        Assert.False(Metadata.Empty.With("a", 1).With("a", null).ContainsKey("a"));
        Assert.Empty(Metadata.Empty.With("a", 1).WithAll([new KeyValuePair<string, object?>("a", null)]));
    }

    [Fact]
    public void With_BytesThatChangeLater_KeepsWhatTheyWere()
    {
        byte[] bytes = [1, 2];
        var metadata = Metadata.Empty.With("bytes", bytes);

        bytes[0] = 9;

        Assert.Equal(new byte[] { 1, 2 }, metadata["bytes"]);
    }

    [Fact]
    public void WithAll_OtherMetadata_WinsOverWhatIsThere()
    {
        var merged = Metadata.Empty.With("a", 1).With("b", 1).WithAll(Metadata.Empty.With("b", 2).With("c", 3));
        Assert.Equal([1L, 2L, 3L], new[] { "a", "b", "c" }.Select(key => merged[key]));
    }

    [Fact]
    public void Names_DifferByCase() => Assert.False(Metadata.Empty.With("tenant", 1).ContainsKey("Tenant"));

    [Fact]
    public void Get_OtherType_IsConverted()
    {
        var metadata = Metadata.From([
            new("number", "42"), new("flag", "true"), new("id", Guid.Empty), new("day", "friday"),
            new("time", DateTimeOffset.UnixEpoch),
        ]);

        Assert.Equal(42, metadata.Get<int>("number"));
        Assert.Equal(42, metadata.Get<int?>("number"));
        Assert.True(metadata.Get<bool>("flag"));
        Assert.Equal(Guid.Empty, metadata.Get<Guid>("id"));
        Assert.Equal(DayOfWeek.Friday, metadata.Get<DayOfWeek>("day"));
        Assert.Equal(DateTimeOffset.UnixEpoch, metadata.Get<DateTimeOffset>("time"));
        Assert.Equal("1", Metadata.Empty.With("n", 1).Get<string>("n"));
    }

    [Fact]
    public void Get_ListsAndMaps_AreConvertedItemByItem()
    {
        var metadata = Metadata.From([
            new("numbers", new[] { 1, 2 }), new("days", new[] { "Friday" }), new("none", Array.Empty<string>()),
            new("prices", new Dictionary<string, object?> { ["tea"] = "1.50", ["milk"] = 2 }), new("nested", new object[] { new[] { 1 }, new[] { 2, 3 } }),
        ]);

        Assert.Equal([1, 2], metadata.Get<int[]>("numbers"));
        Assert.Equal([1L, 2L], metadata.Get<List<long>>("numbers"));
        Assert.Equal(["1", "2"], metadata.Get<IReadOnlyList<string>>("numbers"));
        Assert.Equal([DayOfWeek.Friday], metadata.Get<IEnumerable<DayOfWeek>>("days"));
        Assert.Empty(metadata.Get<string[]>("none"));
        Assert.Equal(new Dictionary<string, decimal> { ["tea"] = 1.50m, ["milk"] = 2 }, metadata.Get<IReadOnlyDictionary<string, decimal>>("prices"));
        Assert.Equal([[1], [2, 3]], metadata.Get<int[][]>("nested"));
    }

    [Fact]
    public void Get_AnEmptyListWhereNoListIsWanted_IsNothingAtAll()
    {
        // What a foreign client sends as null.
        var metadata = Metadata.Empty.With("key", Array.Empty<object>());

        Assert.Equal(7, metadata.Get("key", 7));
        Assert.Null(metadata.GetString("key"));
        Assert.Empty(metadata.Get<string[]>("key", ["fallback"]));
        Assert.Empty((object[])metadata.Get<object>("key"));
    }

    [Fact]
    public void Get_ListWithAnItemThatDoesNotFit_IsRefusedWithTheName()
    {
        var metadata = Metadata.Empty.With("numbers", new object[] { 1, "two" }).With("map", new Dictionary<string, object?> { ["a"] = "b" });

        Assert.Contains("'numbers'", Assert.Throws<InvalidCastException>(() => metadata.Get<int[]>("numbers")).Message);
        Assert.Contains("'map'", Assert.Throws<InvalidCastException>(() => metadata.Get<Dictionary<string, int>>("map")).Message);
        Assert.Throws<InvalidCastException>(() => metadata.Get<int>("numbers"));
        Assert.Throws<InvalidCastException>(() => metadata.Get<string[]>("map"));
        Assert.Throws<InvalidCastException>(() => metadata.Get<Dictionary<int, string>>("map"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData(3_000_000_000L)]
    public void Get_WhatCannotBeConverted_SaysWhatItIs(object value)
    {
        var error = Assert.Throws<InvalidCastException>(() => Metadata.Empty.With("key", value).Get<int>("key"));
        Assert.Contains("'key'", error.Message);
        Assert.Contains(value.GetType().Name, error.Message);
    }

    [Fact]
    public void Get_ListOrBytesAsText_IsRefusedInsteadOfNamingATypeName()
    {
        Assert.Throws<InvalidCastException>(() => Metadata.Empty.With("key", new[] { 1 }).Get<string>("key"));
        Assert.Throws<InvalidCastException>(() => Metadata.Empty.With("key", new byte[] { 1 }).Get<string>("key"));
        Assert.Throws<InvalidCastException>(() => Metadata.Empty.With("key", new byte[] { 1 }).GetString("key"));
    }

    [Fact]
    public void Get_MissingName_ListsWhatIsThere()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Metadata.Empty.With("tenant", 1).Get<int>("tenat"));
        Assert.Contains("'tenat'", error.Message);
        Assert.Contains("tenant", error.Message);
        Assert.Equal(7, Metadata.Empty.Get("tenant", 7));
        Assert.Null(Metadata.Empty.GetString("tenant"));
    }

    [Fact]
    public void Json_AnyValue_IsReadBackAsWhatItIs()
    {
        var written = Metadata.Empty.With("text", "a").With("yes", true).With("whole", 7).With("part", 1.5).With("list", new object[] { 1, "b" })
            .With("map", new Dictionary<string, object> { ["inner"] = 2 }).With("bytes", new byte[] { 1, 2 });

        var read = JsonSerializer.Deserialize<Holder>(JsonSerializer.Serialize(new Holder(written)))!.Metadata;

        Assert.Equal(("a", true, 7L, 1.5, "AQI="), (read["text"], read["yes"], read["whole"], read["part"], read["bytes"]));
        Assert.Equal([1L, "b"], read.Get<object[]>("list"));
        Assert.Equal(2, read.Get<Dictionary<string, int>>("map")["inner"]);
    }

    [Theory]
    [InlineData("""{"Metadata":{"actorbus-kind":"command"}}""")]
    [InlineData("""{"Metadata":[1]}""")]
    public void Json_WhatIsNoMetadata_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Holder>(json));

    private sealed record Holder(Metadata Metadata);
}
