using ActorBus.Handlers;
using ActorBus.Clustering.Serialization;
using ActorBus.Clustering.Tests.Support;
using ActorBus.Messages;
using ActorBus.Serialization;

namespace ActorBus.Clustering.Tests.Serialization;

public sealed class MessageContractsTests
{
    private readonly MessageContracts _contracts = new();

    [Fact]
    public void Unpack_OfAnAnswerWithAContract_MakesIt()
    {
        _contracts.Add(HandlerRegistry.Empty, [typeof(Total)]);

        Assert.Equal(new Total(7, "a"), _contracts.Unpack(MessageContracts.Pack(new Total(7, "a"))));
        Assert.Equal("text", _contracts.Unpack(MessageContracts.Pack("text")));
        Assert.Null(_contracts.Unpack(MessageContracts.Pack(null)));
    }

    [Fact]
    public void Unpack_OfWhatAHandlerAnswersWith_MakesIt()
    {
        _contracts.Add(new HandlerRegistry([
            Handle.Query("sum", (string _) => Task.FromResult(new Total(1, "a"))),
            Handle.Query("maybe", (string _) => ValueTask.FromResult<DayOfWeek?>(DayOfWeek.Friday)),
        ]), []);

        Assert.Equal(new Total(7, "a"), _contracts.Unpack(MessageContracts.Pack(new Total(7, "a"))));
        Assert.Equal(DayOfWeek.Monday, _contracts.Unpack(MessageContracts.Pack(DayOfWeek.Monday)));
    }

    [Fact]
    public void Unpack_OfATypeThatIsThereButNoContract_IsRefused()
    {
        var error = Assert.Throws<MessageConversionException>(() => _contracts.Unpack(MessageContracts.Pack(new Total(7, "a"))));

        Assert.Contains("WithContract", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_OfAMessage_MakesWhatItsHandlerTakes()
    {
        var typed = Handle.Command("counter.add", (AddOne _) => { });
        var untyped = Handle.Command("anything", (object _) => { });

        var message = MessageContracts.Pack(MessageKind.Command, "counter.add", new { number = 5 });

        Assert.Equal(new AddOne(5), _contracts.Unpack(message, [typed], MessageConverters.Default));
        Assert.Throws<MessageConversionException>(() => _contracts.Unpack(message with { Name = "anything" }, [untyped], MessageConverters.Default));
    }
}
