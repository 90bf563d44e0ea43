using System.ComponentModel.DataAnnotations;
using ActorBus.Plugins;

namespace ActorBus.Tests.Plugins;

public sealed class ValidationPluginTests
{
    [Fact]
    public async Task Dispatch_RecordWithAttributesOnItsParameters_IsValidated()
    {
        var faults = await FaultsOfAsync(new Place("", 7));

        Assert.Equal(["Count", "Order"], faults.SelectMany(fault => fault.MemberNames).Order());
    }

    [Fact]
    public async Task Dispatch_NestedObjectsAndLists_AreValidatedWithTheirPath()
    {
        var faults = await FaultsOfAsync(new Basket(new Address(null), [new Line(1), new Line(0)], new() { ["gift"] = new Line(-1) }, [new Line(99)]));

        Assert.Equal(["ByName[gift].Count", "Lines[1].Count", "Set[0].Count", "To.Street"], faults.SelectMany(fault => fault.MemberNames).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dispatch_ObjectsThatPointAtEachOther_AreValidatedOnce()
    {
        var one = new Node();
        one.Next = new Node { Next = one };

        var faults = await FaultsOfAsync(one);

        Assert.Equal(["Name", "Next.Name"], faults.SelectMany(fault => fault.MemberNames).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("text")]
    [InlineData(5)]
    public async Task Dispatch_MessageWithoutAttributes_Passes(object message)
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new ValidationPlugin());

        await buses.Events.DispatchAsync(message);
        await buses.Events.DispatchAsync(new Valid(new Uri("http://localhost/"), [1, 2], DateTimeOffset.UnixEpoch, typeof(string), null));
    }

    private static async Task<IReadOnlyList<ValidationResult>> FaultsOfAsync(object message)
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new ValidationPlugin());

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync(message));

        return Assert.IsType<MessageValidationException>(error.InnerException).Faults;
    }

    private sealed record Place([Required] string Order, [Range(1, 5)] int Count);

    private sealed record Basket(Address To, IReadOnlyList<Line> Lines, Dictionary<string, Line> ByName, HashSet<Line> Set);

    private sealed record Address([property: Required] string? Street);

    private readonly record struct Line([Range(1, 10)] int Count);

    private sealed record Valid(Uri Where, int[] Numbers, DateTimeOffset When, Type What, Line? None);

    private sealed class Node
    {
        [Required]
        public string? Name { get; init; }

        public Node? Next { get; set; }
    }
}
