using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Tests.Handlers;

public sealed class HandlerRegistryTests
{
    [Fact]
    public void Constructor_Duplicates_AreReportedTogetherWithAllNames()
    {
        var error = Assert.Throws<HandlerRegistrationException>(() => new HandlerRegistry(
        [
            Handle.Command("a", (string _) => { }, "first"),
            Handle.Command("a", (string _) => { }, "second"),
            Handle.Event("e", (string _) => { }, "twin"),
            Handle.Event("e", (string _) => { }, "twin"),
        ]));

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains("'first', 'second'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'twin'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_APatternThatNoBrokerHonours_IsRefused()
    {
        var error = Assert.Throws<HandlerRegistrationException>(() => new HandlerRegistry(
            [Handle.Event("user*", (string _) => { }, "star"), Handle.Event("user.*", (string _) => { }, "fine"), Handle.Command("a*", (string _) => { }, "name")]));

        Assert.Contains("Handler 'star' cannot listen to 'user*'", Assert.Single(error.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_APolicyThatCannotWork_IsRefusedWithItsHandler()
    {
        var error = Assert.Throws<HandlerRegistrationException>(() => new HandlerRegistry(
            [Handle.Command("a", (string _) => { }, "first") with { FailurePolicy = new() { ImmediateRetries = -1, DelayedRetries = [TimeSpan.Zero] } }]));

        Assert.Equal(2, error.Faults.Count);
        Assert.All(error.Faults, fault => Assert.StartsWith("Handler 'first': ", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Find_ByKindAndKey_GivesTheHandlerOrNull()
    {
        var registry = new HandlerRegistry([Handle.Command("a", (string _) => { }, "command"), Handle.Query("a", (string _) => 1, "query")]);

        Assert.Equal("command", registry.Find(MessageKind.Command, "a")!.Name);
        Assert.Equal("query", registry.Find(MessageKind.Query, "a")!.Name);
        Assert.Null(registry.Find(MessageKind.Message, "a"));
        Assert.Equal("query", registry.FindByName("query")!.Name);
        Assert.Null(registry.FindByName("a"));
        Assert.Throws<ArgumentException>(() => registry.Find(MessageKind.Event, "a"));
    }

    [Fact]
    public void MatchingEventHandlers_DistributedOnly_LeavesOutTheOthers()
    {
        var registry = new HandlerRegistry(
        [
            Handle.Event("a.*", (string _) => { }, "local"),
            Handle.Event("a.b", (string _) => { }, "distributed") with { IsDistributed = true },
        ]);

        Assert.Equal(["local", "distributed"], registry.MatchingEventHandlers("a.b").Select(handler => handler.Name));
        Assert.Equal(["distributed"], registry.MatchingEventHandlers("a.b", distributedOnly: true).Select(handler => handler.Name));
    }
}
