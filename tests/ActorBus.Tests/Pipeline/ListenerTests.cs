using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Tests.Pipeline;

public sealed class ListenerTests
{
    private sealed record Plain;

    private sealed record Named : IHasMessageName
    {
        public string MessageName => "named";
    }

    [MessageName("by-attribute")]
    private sealed record Attributed;

    [Fact]
    public async Task Attach_OnePriorityAndOneAbove_RunsTheHigherFirstThenInTheOrderOfAttaching()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<int> order = [];
        foreach (var number in (int[])[1, 2, 3]) buses.Events.Attach(100, _ => order.Add(number));
        buses.Events.Attach(101, _ => order.Add(0));

        await buses.Events.DispatchAsync("x");

        Assert.Equal([0, 1, 2, 3], order);
    }

    [Fact]
    public async Task Attach_PrioritiesBetweenPhases_RunBetweenThem()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<int> order = [];
        int[] priorities = [-5, 0, 50_000, 100_000, 150_000, 200_000, 299_999, 300_000, 400_000, 500_000];
        foreach (var priority in priorities) buses.Events.Attach(priority, _ => order.Add(priority));

        await buses.Events.DispatchAsync("x");

        Assert.Equal(priorities.Reverse(), order);
    }

    [Fact]
    public async Task DispatchAsync_MessagesOfAllKinds_HaveTheirNames()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string?> names = [];
        buses.Events.Attach(Phase.Route, context => names.Add(context.MessageName));

        foreach (var message in (object[])[new Plain(), new Named(), new Attributed(), "message and a message name", new List<int>(), 5])
            await buses.Events.DispatchAsync(message);
        await buses.Events.DispatchAsync(new Plain(), new DispatchOptions { MessageName = "given" });

        Assert.Equal(
            [typeof(Plain).ToString(), "named", "by-attribute", "message and a message name", typeof(List<int>).ToString(), "System.Int32", "given"],
            names);
    }

    [Fact]
    public async Task DispatchAsync_ListenerAtDetectSetsTheName_WinsForNamedMessagesToo()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string?> names = [];
        buses.Events.Attach(Phase.DetectMessageName, context => context.MessageName = "custom-message");
        buses.Events.Attach(Phase.Route, context => names.Add(context.MessageName));

        await buses.Events.DispatchAsync(new Plain());
        await buses.Events.DispatchAsync(new Named());

        Assert.Equal(["custom-message", "custom-message"], names);
    }

    [Fact]
    public async Task DispatchAsync_ListenerAboveDetectSetsTheName_KeepsIt()
    {
        await using var buses = await RunningBuses.StartAsync();
        string? name = null;
        buses.Events.Attach((int)Phase.DetectMessageName + 1, context => context.MessageName = "custom-message");
        buses.Events.Attach(Phase.Route, context => name = context.MessageName);

        await buses.Events.DispatchAsync(new Plain());

        Assert.Equal("custom-message", name);
    }

    [Theory]
    [InlineData((int)Phase.Initialize)]
    [InlineData((int)Phase.Initialize + 1)]
    public async Task DispatchAsync_ListenerSwapsTheMessage_NamesTheNewOne(int priority)
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string?> names = [];
        buses.Events.Attach(priority, context => context.Message = context.Message is Named ? new Plain() : new Named());
        buses.Events.Attach(Phase.Route, context => names.Add(context.MessageName));

        await buses.Events.DispatchAsync(new Plain());
        await buses.Events.DispatchAsync(new Named());

        Assert.Equal(["named", typeof(Plain).ToString()], names);
    }

    [Theory]
    [InlineData((int)Phase.DetectMessageName)]
    [InlineData((int)Phase.Route + 1)]
    [InlineData((int)Phase.Route)]
    public async Task DispatchAsync_ListenerSwapsTheMessageOnceItHasItsName_NamesTheNewOne(int priority)
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string?> names = [];
        buses.Events.Attach(priority, context => context.Message = new Named());
        buses.Events.Attach(Phase.LocateHandler, context => names.Add(context.MessageName));
        buses.Events.AttachFinalize(context => names.Add(context.MessageName));

        await buses.Events.DispatchAsync(new Plain());

        Assert.Equal(["named", "named"], names);
    }

    [Fact]
    public async Task Attach_ByEventNameWithoutATask_RunsInThatEmission()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        var count = 0;
        List<string> ran = [];
        buses.Commands.Attach("finalize", context => count++);
        buses.Commands.Attach("finalize", context => ran.Add($"{context.EventName} first"), 1);
        buses.Commands.Attach("dispatch", context => ran.Add(context.EventName), (int)Phase.Initialize);
        buses.Commands.Attach("finalize", async context =>
        {
            await Task.Yield();
            ran.Add($"{context.EventName} last");
        }, -1);

        await buses.Commands.DispatchAsync("x");

        Assert.Equal(1, count);
        Assert.Equal(["dispatch", "finalize first", "finalize last"], ran);
        Assert.Throws<ArgumentException>(() => buses.Commands.Attach("invalid", context => count++));
    }

    [Fact]
    public async Task Attach_ByUnknownEventName_IsRefused()
    {
        await using var buses = await RunningBuses.StartAsync();

        var error = Assert.Throws<ArgumentException>(() => buses.Commands.Attach("invalid", _ => default));

        Assert.Contains("it emits no 'invalid'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopPropagation_OnEveryBus_StillRunsAllOfFinalize()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", (string _) => { }), Handle.Query("x", (string _) => 1, "query x"));
        List<string> ran = [];
        foreach (var bus in buses.Runtime.Buses)
        {
            bus.Attach((int)Phase.InvokeHandler - 1, context => context.StopPropagation());
            bus.Attach((int)Phase.InvokeHandler - 2, _ => ran.Add("never"));
            bus.AttachFinalize(_ => ran.Add($"{bus.Name} 3"), 3);
            bus.AttachFinalize(_ => ran.Add($"{bus.Name} 2"), 2);
        }

        await buses.Commands.DispatchAsync("x");
        await buses.Events.DispatchAsync("x");
        await buses.Queries.DispatchAsync<int>("x");

        Assert.Equal(["command-bus 3", "command-bus 2", "event-bus 3", "event-bus 2", "query-bus 3", "query-bus 2"], ran);
    }

    [Fact]
    public async Task StopPropagation_BeforeTheHandler_LeavesACommandUnhandled()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        buses.Commands.Attach(Phase.Route, context => context.StopPropagation());

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("x"));

        Assert.IsType<MessageNotHandledException>(error.InnerException);
    }

    [Fact]
    public async Task Detach_ListenerAttachedTwice_TakesOneOffAndIgnoresStrangers()
    {
        await using var buses = await RunningBuses.StartAsync();
        var count = 0;
        Action<DispatchContext> listener = _ => count++;
        var first = buses.Events.Attach(Phase.Route, listener);
        buses.Events.Attach(Phase.Route, listener);
        var stranger = buses.Queries.Attach(Phase.Route, listener);

        await buses.Events.DispatchAsync("x");
        buses.Events.Detach(first);
        buses.Events.Detach(first);
        buses.Events.Detach(stranger);
        await buses.Events.DispatchAsync("x");

        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Attach_WhileDispatching_CountsForTheNextEmission()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string> ran = [];
        IListenerHandle? once = null;
        once = buses.Events.Attach(Phase.Initialize, _ =>
        {
            buses.Events.Detach(once!);
            buses.Events.Attach(Phase.Route, _ => ran.Add("dispatch"));
            buses.Events.AttachFinalize(_ => ran.Add("finalize"));
        });

        await buses.Events.DispatchAsync("x");
        Assert.Equal(["finalize"], ran);
        await buses.Events.DispatchAsync("x");

        Assert.Equal(["finalize", "dispatch", "finalize"], ran);
    }

    [Fact]
    public async Task Attach_AsynchronousListeners_AreAwaitedInOrderWithoutHoldingOthers()
    {
        await using var buses = await RunningBuses.StartAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> order = [];
        buses.Events.Attach(Phase.Route, async context =>
        {
            if (context.Message is "slow") await gate.Task;
            order.Add($"1 {context.Message}");
        });
        buses.Events.Attach(Phase.Route, context => order.Add($"2 {context.Message}"));

        var slow = buses.Events.DispatchAsync("slow");
        await buses.Events.DispatchAsync("fast");
        gate.SetResult();
        await slow;

        Assert.Equal(["1 fast", "2 fast", "1 slow", "2 slow"], order);
    }

    [Fact]
    public async Task Attach_AsynchronousListenerThrows_FailsTheDispatch()
    {
        await using var buses = await RunningBuses.StartAsync();
        var thrown = new InvalidOperationException("later");
        buses.Events.Attach(Phase.Route, async _ =>
        {
            await Task.Yield();
            throw thrown;
        });

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("x"));

        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task Items_SetByOneListener_AreSeenByTheNext()
    {
        await using var buses = await RunningBuses.StartAsync();
        (int Known, int Unknown) seen = default;
        buses.Events.Attach(Phase.Initialize, context => context.Items["known"] = 5);
        buses.Events.AttachFinalize(context => seen = (context.Get("known", 0), context.Get("unknown", 7)));

        await buses.Events.DispatchAsync("x");

        Assert.Equal((5, 7), seen);
    }

    [Fact]
    public async Task EventName_InBothEmissions_SaysWhich()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<(DispatchContext, string)> seen = [];
        buses.Events.Attach(Phase.Route, context => seen.Add((context, context.EventName)));
        buses.Events.AttachFinalize(context => seen.Add((context, context.EventName)));

        await buses.Events.DispatchAsync("x");

        Assert.Equal(["dispatch", "finalize"], seen.Select(entry => entry.Item2));
        Assert.Same(seen[0].Item1, seen[1].Item1);
        Assert.Same(buses.Events, seen[0].Item1.Bus);
    }
}
