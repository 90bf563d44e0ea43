using ActorBus.Plugins;
using ActorBus.Serialization;

namespace ActorBus.Tests.Plugins;

public sealed class KnownMessageFactoryTests
{
    private static readonly KnownMessageFactory Factory = new([typeof(PlaceOrder), typeof(Paid)]);

    [Fact]
    public void Create_KnownName_MakesTheMessageOfTheValues()
    {
        var id = Guid.NewGuid();

        var made = Factory.Create("shop.placeOrder", new Dictionary<string, object?> { ["id"] = id, ["Lines"] = new object[] { "a", "b" }, ["extra"] = 1 });

        var order = Assert.IsType<PlaceOrder>(made);
        Assert.Equal(id, order.Id);
        Assert.Equal(["a", "b"], order.Lines);
        Assert.Null(order.Note);
    }

    [Fact]
    public void Create_Payload_IsTheMessageUnlessItHasOne()
    {
        var fromPayload = Factory.Create("shop.placeOrder", new Dictionary<string, object?>
        {
            ["uuid"] = "1",
            ["payload"] = new Dictionary<string, object?> { ["id"] = Guid.Empty, ["lines"] = Array.Empty<string>() },
        });
        var withPayload = Factory.Create(typeof(Paid).ToString(), new Dictionary<string, object?> { ["payload"] = 5 });

        Assert.Equal(Guid.Empty, Assert.IsType<PlaceOrder>(fromPayload).Id);
        Assert.Equal(new Paid(5), withPayload);
    }

    [Fact]
    public void Create_UnknownName_NamesItAndTheKnownOnes()
    {
        var error = Assert.Throws<ActorBusException>(() => Factory.Create("System.Uri", new Dictionary<string, object?> { ["uriString"] = "a" }));

        Assert.Contains("'System.Uri'", error.Message, StringComparison.Ordinal);
        Assert.Contains("shop.placeOrder", error.Message, StringComparison.Ordinal);
        Assert.Contains("uriString", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_DataThatDoesNotFit_SaysWhichType()
    {
        var error = Assert.Throws<MessageConversionException>(
            () => Factory.Create("shop.placeOrder", new Dictionary<string, object?> { ["id"] = "no id", ["lines"] = Array.Empty<string>() }));

        Assert.Contains(nameof(PlaceOrder), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_TypesThatCannotBeTold_AreRefused()
    {
        Assert.Contains("'shop.placeOrder'", Assert.Throws<ArgumentException>(
            () => new KnownMessageFactory([typeof(PlaceOrder), typeof(OtherPlaceOrder)])).Message, StringComparison.Ordinal);
        Assert.Contains("abstract", Assert.Throws<ArgumentException>(() => new KnownMessageFactory([typeof(IDisposable)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_MapWithAName_ComesToTheHandlerOfTheType()
    {
        PlaceOrder? handled = null;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("shop.placeOrder", (PlaceOrder order) => { handled = order; }));
        buses.Commands.Attach(new MessageFactoryPlugin(Factory));

        await buses.Commands.DispatchAsync(new Dictionary<string, object?>
        {
            ["message_name"] = "shop.placeOrder",
            ["id"] = Guid.Empty,
            ["lines"] = new[] { "a" },
            ["note"] = "soon",
        });

        Assert.Equal("soon", handled?.Note);
    }

    [MessageName("shop.placeOrder")]
    private sealed record PlaceOrder(Guid Id, IReadOnlyList<string> Lines, string? Note = null);

    [MessageName("shop.placeOrder")]
    private sealed record OtherPlaceOrder(Guid Id);

    private sealed record Paid(int Payload);
}
