using ActorBus.Pipeline;
using ActorBus.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Tests.Plugins;

public sealed class RouterTests
{
    [Fact]
    public async Task CommandRouter_KnownName_SetsItsHandlerLastOneWins()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string> ran = [];
        buses.Commands.Attach(new CommandRouter()
            .Route("a").To((string _) => ran.Add("first"))
            .Route("a").To((string _) => ran.Add("second")));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["second"], ran);
        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("A"));
    }

    [Fact]
    public async Task QueryRouter_FromAMap_SetsItsHandler()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Queries.Attach(new QueryRouter(new Dictionary<string, object> { ["a"] = (string text) => text.Length }));

        Assert.Equal(1, await buses.Queries.DispatchAsync<int>("a"));
    }

    [Fact]
    public void CommandRouter_RouteTwice_SaysWhichIsOpen()
    {
        var error = Assert.Throws<ActorBusException>(() => new CommandRouter().Route("a").Route("b"));

        Assert.StartsWith("The route 'a' has no handler yet.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CommandRouter_ToWithoutRoute_SaysSo()
    {
        var error = Assert.Throws<ActorBusException>(() => new CommandRouter().To("handler"));

        Assert.StartsWith("The handler 'handler' was given to no message. Call Route before To.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CommandRouter_InvalidHandlerOrName_IsRefused()
    {
        Assert.StartsWith(
            "Null cannot be a message handler.",
            Assert.Throws<ArgumentException>(() => new CommandRouter().To(null!)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CommandRouter().Route("a").To(5));
        Assert.Throws<ArgumentException>(() => new CommandRouter().Route(""));
    }

    [Fact]
    public async Task EventRouter_SeveralListeners_KeepsTheirOrderAndDuplicates()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<int> ran = [];
        var one = (string _) => ran.Add(1);
        var router = new EventRouter();
        router.Route("a").To(one).AndTo((string _) => ran.Add(2)).Route("b").To((string _) => ran.Add(9)).Route("a").To(one);
        buses.Events.Attach(router);

        await buses.Events.DispatchAsync("a");
        await buses.Events.DispatchAsync("unknown");

        Assert.Equal([1, 2, 1], ran);
    }

    [Fact]
    public void EventRouter_SecondRouteBeforeAnyListener_Fails() =>
        Assert.StartsWith(
            "The route 'a' has no listener yet.",
            Assert.Throws<ActorBusException>(() => new EventRouter().Route("a").Route("b")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task RegexRouter_OnCommands_RefusesTwoMatches()
    {
        await using var buses = await RunningBuses.StartAsync();
        var ran = 0;
        var router = new RegexRouter().Route("^shop").To((string _) => { ran++; }).Route("order$").To((string _) => { ran++; });
        buses.Commands.Attach(router);

        await buses.Commands.DispatchAsync("shop.cart");
        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("shop.order"));

        Assert.Equal(1, ran);
        Assert.Contains("both '^shop' and 'order$' match its name", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegexRouter_OnEvents_GivesEveryMatchInOrder()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<int> ran = [];
        buses.Events.Attach(new RegexRouter()
            .Route(RegexRouter.All).To((string _) => ran.Add(1)).Route("x").To((string _) => ran.Add(2)).Route("x").To((string _) => ran.Add(3)));

        await buses.Events.DispatchAsync("axb");

        Assert.Equal([1, 2, 3], ran);
    }

    [Fact]
    public async Task RegexRouter_All_MatchesNamesOfSeveralLines()
    {
        var ran = 0;
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new RegexRouter().Route(RegexRouter.All).To((object _) => { ran++; }));

        await buses.Events.DispatchAsync("two\nlines");

        Assert.Equal(1, ran);
    }

    [Fact]
    public void RegexRouter_InvalidPatternOrOpenRoute_IsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new RegexRouter().Route("("));
        Assert.ThrowsAny<ArgumentException>(() => new RegexRouter().Route("(a)\\1"));
        Assert.Throws<ActorBusException>(() => new RegexRouter().Route("a").Route("b"));
    }

    [Fact]
    public async Task ServiceLocatorPlugin_StringHandlers_AreReplacedInTheirPlace()
    {
        List<string> ran = [];
        var services = new ServiceCollection()
            .AddKeyedSingleton<object>("one", (object)((string _) => ran.Add("one")))
            .AddKeyedSingleton<object>("two", (object)((string _) => ran.Add("two")))
            .BuildServiceProvider();
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new EventRouter().Route("a").To((string _) => ran.Add("A")).AndTo("one").AndTo((string _) => ran.Add("C")).AndTo("two"));
        buses.Events.Attach(new ServiceLocatorPlugin(services));
        List<object> left = [];
        buses.Events.AttachFinalize(context => left.AddRange(context.Listeners));

        await buses.Events.DispatchAsync("a");

        Assert.Equal(["A", "one", "C", "two"], ran);
        Assert.Equal(4, left.Count);
        Assert.DoesNotContain(left, listener => listener is string);
    }

    [Fact]
    public async Task ServiceLocatorRouter_ServiceUnderTheName_Handles()
    {
        var ran = false;
        var services = new ServiceCollection()
            .AddKeyedSingleton<object>("a", (object)((string _) => { ran = true; })).BuildServiceProvider();
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new ServiceLocatorRouter(services));

        await buses.Commands.DispatchAsync("a");

        Assert.True(ran);
    }

    [Fact]
    public async Task Attach_OnePluginToTwoBuses_DetachesFromEachByItself()
    {
        await using var buses = await RunningBuses.StartAsync();
        var ran = 0;
        var router = new RegexRouter().Route(RegexRouter.All).To((object _) => { ran++; });
        buses.Commands.Attach(router);
        buses.Events.Attach(router);

        buses.Commands.Detach(router);
        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));
        await buses.Events.DispatchAsync("a");
        buses.Events.Detach(router);
        await buses.Events.DispatchAsync("a");

        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task VersionRouter_OlderVersion_GoesToTheOlderHandler()
    {
        List<string> ran = [];
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("place", (string _) => ran.Add("new")), Handle.Command("place@1", (string _) => ran.Add("old")));
        buses.Commands.Attach(new VersionRouter(["place@1"]));

        foreach (var version in (int?[])[1, 2, null])
        {
            await buses.Commands.DispatchAsync(
                "place", new DispatchOptions { Metadata = ActorBus.Messages.Metadata.Empty.With("version", version) });
        }

        Assert.Equal(["old", "new", "new"], ran);
    }

    [Fact]
    public async Task VersionRouter_CommandOfAnOlderHandler_IsOfTheNewestVersion()
    {
        List<string> ran = [];
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("place@1", (string _) => buses!.Commands.DispatchAsync("notify")),
            Handle.Command("notify", (string _) => ran.Add("new")), Handle.Command("notify@1", (string _) => ran.Add("old")));
        buses.Commands.Attach(new VersionRouter(["place@1", "notify@1"]));

        await buses.Commands.DispatchAsync("place", new DispatchOptions { Metadata = ActorBus.Messages.Metadata.Empty.With("version", 1) });

        Assert.Equal(["new"], ran);
    }

    [Fact]
    public void To_AListAsOneHandler_IsRefused()
    {
        object list = new List<object> { "one" };

        Assert.Throws<ArgumentException>(() => new CommandRouter().Route("a").To(list));
        Assert.Throws<ArgumentException>(() => new RegexRouter().Route("a").To(new[] { "one" }));
        Assert.Throws<ArgumentException>(() => new EventRouter().Route("a").To(list));
    }
}
