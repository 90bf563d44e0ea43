using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActorBus.Serialization;

namespace ActorBus.Tests.Serialization;

public sealed partial class JsonMessageConverterTests
{
    private static readonly JsonMessageConverter Converter = new();

    [Fact]
    public void FromBytes_UnknownMembers_AreIgnored() =>
        Assert.Equal(new Person("1", null), Read<Person>("""{"id":"1","shoeSize":43,"inner":{"a":[1]}}"""));

    [Fact]
    public void FromBytes_AnyCase_IsRead() => Assert.Equal(new Person("1", "Ada"), Read<Person>("""{"ID":"1","Name":"Ada"}"""));

    [Fact]
    public void FromBytes_ByteOrderMark_IsSkipped() => Assert.Equal(new Person("1", null), Read<Person>("\uFEFF{\"id\":\"1\"}"));

    [Theory]
    [InlineData(typeof(Payment))]
    [InlineData(typeof(Card))]
    [InlineData(typeof(IPaid))]
    public void ToBytes_TypeThatABaseLists_IsReadAsTheBaseAndAsItself(Type read)
    {
        var value = read == typeof(IPaid) ? (object)new Cash(5) : new Card(5, "42");

        Assert.Equal(value, Converter.FromBytes(Converter.ToBytes(value, value.GetType()), read));
    }

    [Fact]
    public void ToBytes_TypeThatListsItself_NamesItself() =>
        Assert.Contains("\"$type\":\"self\"", Encoding.UTF8.GetString(Converter.ToBytes(new Self(1), typeof(Self)).Span));

    [Fact]
    public void FromBytes_NameOfTheTypeBehindTheMembers_IsRead() =>
        Assert.Equal(new Card(5, "42"), Read<Payment>("""{"amount":5,"number":"42","$type":"card"}"""));

    [Fact]
    public void FromBytes_NameOfATypeThatIsNotListed_IsRefused() =>
        Assert.Throws<MessageConversionException>(() => Read<Payment>("""{"$type":"System.Object","amount":5}"""));

    [Fact]
    public void ToBytes_FieldsAndTuples_AreWrittenAndRead()
    {
        var value = new Shelf { Place = 7, Pair = (1, "one") };

        var read = (Shelf)Converter.FromBytes(Converter.ToBytes(value, typeof(Shelf)), typeof(Shelf))!;

        Assert.Equal((7, (1, "one")), (read.Place, read.Pair));
    }

    [Fact]
    public void FromBytes_NameOfAnEnum_NamesTheConverter()
    {
        var error = Assert.Throws<MessageConversionException>(() => Read<Painted>("""{"colour":"Secret"}"""));

        Assert.Contains("JsonStringEnumConverter", error.Message, StringComparison.Ordinal);
        Assert.Contains("'colour'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IUnknown), true)]
    [InlineData(typeof(Unlisted), true)]
    [InlineData(typeof(Payment), false)]
    [InlineData(typeof(IReadOnlyList<string>), false)]
    [InlineData(typeof(Person), false)]
    [InlineData(typeof(string), false)]
    [InlineData(typeof(object), false)]
    public void FaultOf_WhatCannotBeMade_NamesTheAttribute(Type type, bool isFault) =>
        Assert.Equal(isFault, MessageConverters.Default.FaultOf(type)?.Contains("[JsonDerivedType]", StringComparison.Ordinal) ?? false);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"id\":\"secret\"", "truncated")]
    [InlineData("{\"id\":\"secret\"} x", "trailing")]
    [InlineData("[\"secret\"]", "an array")]
    [InlineData("\"secret\"", "a string")]
    [InlineData("{\"id\":17}", "a member of another kind")]
    [InlineData("{\"name\":\"secret\"}", "no id")]
    [InlineData("{\"id\":null,\"name\":\"secret\"}", "id null")]
    [InlineData("{\"id\":\"1\",\"id\":\"secret\"}", "id twice")]
    [InlineData("{\"id\":\"1\",\"ID\":\"secret\"}", "id twice in another case")]
    [InlineData("{\"id\":\"1\",\"secret\":NaN}", "not a number")]
    [InlineData("{'id':'secret'}", "single quotes")]
    [InlineData("{\"id\":\"secret\",}", "trailing comma")]
    public void FromBytes_NotWhatIsAskedFor_IsRefusedWithoutQuotingIt(string json, string why)
    {
        var error = Assert.Throws<MessageConversionException>(() => Read<Person>(json));

        Assert.True(error.Message.Contains("byte", StringComparison.Ordinal), why);
        Assert.Contains(typeof(Person).FullName!, error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Fact]
    public void FromBytes_Malformed_SaysWhere()
    {
        var error = Assert.Throws<MessageConversionException>(() => Read<Person>("{\"id\": \"1\",\n\"name\": oops}"));
        Assert.Contains("line 2, byte 9", error.Message);
    }

    [Theory]
    [InlineData("""{"id":17}""", "at 'id', line 1, byte 9")]
    [InlineData("""{"ID":17}""", "at 'id', line 1, byte 9")]
    [InlineData("""{"id":"1","lines":[{"price":1},{"price":"secret"}]}""", "at 'lines[1].price'")]
    [InlineData("""{"id":"1","lines":[{"price":1},{}]}""", "at 'lines[1]', line 1, byte 34, it lacks the required member 'price'")]
    [InlineData("""{"secret":1}""", "at line 1, byte 13, it lacks the required members 'id', 'lines'")]
    [InlineData("""{"id":"1","lines":[],"byColour":{"secret":{"price":"secret"}}}""", "at 'byColour[*].price'")]
    [InlineData("""{"id":"1","lines":[],"byColour":{"se.cr['et":{"price":"secret"}}}""", "at 'byColour[*]'")]
    [InlineData("""{"id":"1","lines":[],"odd.name":"secret"}""", "at 'odd.name'")]
    [InlineData("""{"id":"1","lines":[],"secret":{"deeper":oops}}""", "at line 1, byte 41")]
    [InlineData("""{"id":"1","lines":[],"id":"secret"}""", "at 'id'")]
    public void FromBytes_NotWhatIsAskedFor_NamesTheMember(string json, string where)
    {
        var error = Assert.Throws<MessageConversionException>(() => Read<Basket>(json));

        Assert.Contains($"{typeof(Basket)}: {where}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromBytes_AnElementOfAList_IsNamed()
    {
        var error = Assert.Throws<MessageConversionException>(() => Read<int[]>("""[1,"secret"]"""));

        Assert.Contains("at '[1]', line 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"\xC3\x28\"}", 7)]
    [InlineData("{\"id\":\"1\",\"ignored\":\"\xFF\"}", 21)]
    public void FromBytes_InvalidUtf8_IsRefusedWithItsPosition(string latin1, int position)
    {
        var error = Assert.Throws<MessageConversionException>(
            () => Converter.FromBytes(Encoding.Latin1.GetBytes(latin1), typeof(Person)));

        Assert.Contains($"byte {position} of", error.Message);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(10_000, false)]
    public void FromBytes_Nested_IsReadUpTo64Levels(int levels, bool allowed)
    {
        var json = new string('[', levels) + new string(']', levels);

        if (allowed) Assert.IsType<JsonElement>(Read<JsonElement>(json));
        else Assert.Throws<MessageConversionException>(() => Read<JsonElement>(json));
    }

    [Fact]
    public void FromBytes_DeepInWhatIsIgnored_IsRefusedToo() => Assert.Throws<MessageConversionException>(
        () => Read<Person>("{\"id\":\"1\",\"x\":" + new string('[', 100) + new string(']', 100) + "}"));

    [Theory]
    [InlineData("""{"$type":"System.IO.FileInfo, System.IO.FileSystem","id":"1"}""")]
    [InlineData("""{"$type":"ActorBus.Tests.Serialization.JsonMessageConverterTests+Canary, ActorBus.Tests","id":"1"}""")]
    [InlineData("""{"__type":"Canary","id":"1"}""")]
    public void FromBytes_TypeNameInTheBody_IsOnlyAnUnknownMember(string json)
    {
        Assert.Equal(new Person("1", null), Read<Person>(json));
        Assert.Equal(0, Canary.Made);
    }

    [Fact]
    public void FromBytes_DerivedTypeOutsideTheList_IsRefused()
    {
        Assert.Equal(new Circle(2), Read<Shape>("""{"$type":"circle","radius":2}"""));
        Assert.Throws<MessageConversionException>(() => Read<Shape>("""{"$type":"System.IO.FileInfo","radius":2}"""));
    }

    [Fact]
    public void FromBytes_TypeThatCannotBeBuilt_IsRefusedWithARemedy()
    {
        var error = Assert.Throws<MessageConversionException>(() => Read<Stream>("{}"));
        Assert.Contains("constructor", error.Message);
    }

    [Fact]
    public void SourceGeneratedContext_InTheResolverChain_IsUsed()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.TypeInfoResolverChain.Add(PersonContext.Default);
        var converter = new JsonMessageConverter(options);

        Assert.Equal(new Person("1", "Ada"), converter.FromBytes("""{"id":"1","name":"Ada"}"""u8.ToArray(), typeof(Person)));
        Assert.Equal("""{"id":"1","name":"Ada"}"""u8, converter.ToBytes(new Person("1", "Ada"), typeof(Person)).Span);
        Assert.Throws<MessageConversionException>(() => converter.FromBytes("{}"u8.ToArray(), typeof(Person)));
        Assert.Throws<MessageConversionException>(() => converter.FromBytes("{}"u8.ToArray(), typeof(Version)));
    }

    [Fact]
    public void OwnOptions_CannotLiftTheLimits()
    {
        var converter = new JsonMessageConverter(new JsonSerializerOptions
        {
            MaxDepth = 5000,
            AllowDuplicateProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        });

        Assert.Throws<MessageConversionException>(
            () => converter.FromBytes(Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100)), typeof(JsonElement)));
        Assert.Throws<MessageConversionException>(
            () => converter.FromBytes("""{"Id":"1","Id":"2"}"""u8.ToArray(), typeof(Person)));
    }

    [Fact]
    public void ToBytes_WhatCannotBeWritten_IsRefused()
    {
        var error = Assert.Throws<MessageConversionException>(() => Converter.ToBytes(new Loop(), typeof(Loop)));
        Assert.Contains(nameof(Loop), error.Message);
    }

    private static T Read<T>(string json) => (T)Converter.FromBytes(Encoding.UTF8.GetBytes(json), typeof(T))!;

    internal sealed record Person(string Id, string? Name = null);

    internal sealed record Line(decimal Price);

    internal sealed record Basket(
        string Id, List<Line> Lines, Dictionary<string, Line>? ByColour = null, [property: JsonPropertyName("odd.name")] int Odd = 0);

    [JsonDerivedType(typeof(Circle), "circle")]
    internal abstract record Shape;

    internal sealed record Circle(int Radius) : Shape;

    internal sealed class Canary
    {
        public Canary() => Made++;

        public static int Made { get; private set; }
    }

    internal sealed class Loop
    {
        public Loop Self => this;
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Person))]
    internal sealed partial class PersonContext : JsonSerializerContext;

    [JsonDerivedType(typeof(Card), "card")]
    private abstract record Payment(decimal Amount);

    private sealed record Card(decimal Amount, string Number) : Payment(Amount);

    [JsonDerivedType(typeof(Cash), "cash")]
    private interface IPaid;

    private sealed record Cash(decimal Amount) : IPaid;

    [JsonDerivedType(typeof(Self), "self")]
    private record Self(int Number);

    private interface IUnknown;

    private abstract record Unlisted(int Number);

    private sealed class Shelf
    {
        public int Place;

        public (int, string) Pair;
    }

    private sealed record Painted(DayOfWeek Colour);
}
