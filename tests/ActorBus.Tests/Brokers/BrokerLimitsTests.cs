using ActorBus.Brokers;

namespace ActorBus.Tests.Brokers;

public sealed class BrokerLimitsTests
{
    private static readonly BrokerMessage Small = new() { Body = default };

    [Fact]
    public void Refusal_SmallMessage_IsNone() => Assert.Null(Refusal(Small));

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Refusal_Body_IsForOneByteTooMany(int bytes, bool refused) =>
        Assert.Equal(refused, Refusal(Small with { Body = new byte[bytes] }, new BrokerLimits { MaxBodyBytes = 100 }) is not null);

    [Fact]
    public void Refusal_HeadersTogether_AreCounted()
    {
        var headers = new Dictionary<string, object> { ["a"] = new string('x', 40), ["b"] = new object[] { new string('x', 40) } };

        // Two bytes of each name, five of each value, five of the list.
        Assert.Null(Refusal(Small with { Headers = headers }, new BrokerLimits { MaxHeaderBytes = 99 }));
        Assert.Contains("98", Refusal(Small with { Headers = headers }, new BrokerLimits { MaxHeaderBytes = 98 }));
    }

    [Fact]
    public void Refusal_FrameOfPropertiesAndHeaders_IsCountedToTheByte()
    {
        var message = Small with { MessageId = new string('i', 100), Headers = new Dictionary<string, object> { ["a"] = new string('x', 100) } };
        var size = HeaderFrame.SizeOf(message, HeaderSize.Of(message.Headers));

        Assert.Null(Refusal(message, new BrokerLimits { MaxFrameBytes = size }));
        Assert.Contains($"{size} bytes", Refusal(message, new BrokerLimits { MaxFrameBytes = size - 1 }));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5_000_000_000)]
    public void Refusal_ExpirationOutOfRange_IsNamed(long milliseconds) =>
        Assert.Contains("expiration", Refusal(Small with { Expiration = TimeSpan.FromMilliseconds(milliseconds) }));

    [Fact]
    public void Refusal_HeaderValue_IsNotQuoted()
    {
        var refusal = Refusal(Small with { Headers = new Dictionary<string, object> { ["token"] = "secret\ud800" } });

        Assert.Contains("'token'", refusal);
        Assert.DoesNotContain("secret", refusal);
    }

    [Fact]
    public void Refusal_ListThatHoldsItself_IsRefused()
    {
        var list = new object[1];
        list[0] = list;

        Assert.NotNull(Refusal(Small with { Headers = new Dictionary<string, object> { ["loop"] = list } }));
    }

    [Fact]
    public void Refusal_CopiesToWhatIsNoListOfText_IsRefused()
    {
        Assert.Contains("'CC'", Refusal(Small with { Headers = new Dictionary<string, object> { ["CC"] = "boss@example.com" } }));
        Assert.Contains("'BCC'", Refusal(Small with { Headers = new Dictionary<string, object> { ["BCC"] = new object[] { 1L } } }));
        Assert.Null(Refusal(Small with { Headers = new Dictionary<string, object> { ["CC"] = new object[] { "audit" }, ["cc"] = "boss@example.com" } }));
    }

    private static string? Refusal(BrokerMessage message, BrokerLimits? limits = null) =>
        (limits ?? new BrokerLimits()).Refusal(new OutgoingMessage("", "queue", message));
}
