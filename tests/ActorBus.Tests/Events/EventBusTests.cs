using ActorBus.Pipeline;

namespace ActorBus.Tests.Events;

public sealed class EventBusTests
{
    private sealed record SomethingDone(string Todo = "test");

    [Fact]
    public async Task DispatchAsync_SameListenerTwice_RunsItTwice()
    {
        await using var buses = await RunningBuses.StartAsync();
        var count = 0;
        var listener = (object _) => { count++; };
        buses.Events.Attach(Phase.Route, context =>
        {
            context.Listeners.Add(listener);
            context.Listeners.Add(listener);
        });
        var handled = false;
        buses.Events.AttachFinalize(context => handled = context.IsHandled);

        await buses.Events.DispatchAsync(new SomethingDone());

        Assert.Equal(2, count);
        Assert.True(handled);
    }

    [Fact]
    public async Task DispatchAsync_NobodyListens_SucceedsUnhandled()
    {
        await using var buses = await RunningBuses.StartAsync();
        bool? handled = null;
        buses.Events.AttachFinalize(context => handled = context.IsHandled);

        await buses.Events.DispatchAsync(new SomethingDone());

        Assert.False(handled);
    }

    [Fact]
    public async Task DispatchAsync_ListenerNobodyCanCall_IsSkipped()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Event("done", (string _) => { }));
        buses.Events.Attach((int)Phase.Route + 1, context => context.Listeners.Add(new object()));

        await buses.Events.DispatchAsync("done");
    }

    [Fact]
    public async Task DispatchAsync_ListenerThrows_StopsThere()
    {
        var count = 0;
        var thrown = new InvalidOperationException("second");
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("done", (string _) => { count++; }, "first"),
            Handle.Event("done", void (string _) => throw thrown, "second"),
            Handle.Event("done", (string _) => { count++; }, "third"));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("done"));

        Assert.Equal(1, count);
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task DispatchAsync_CollectingExceptions_RunsAllAndReportsAll()
    {
        var count = 0;
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("done", void (string _) => throw new InvalidOperationException("o1"), "first"),
            Handle.Event("done", (string _) => { count++; }, "second"),
            Handle.Event("done", void (string _) => throw new InvalidOperationException("o3"), "third"),
            Handle.Event("good", (string _) => { count++; }, "fourth"));
        buses.Events.CollectExceptions = true;

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("done"));
        await buses.Events.DispatchAsync("good");

        var collected = Assert.IsType<EventListenerException>(error.InnerException);
        Assert.Equal(["o1", "o3"], collected.ListenerExceptions.Select(exception => exception.Message));
        Assert.StartsWith(
            "At least one event listener caused an exception. Check listener exceptions for details:\no1\no3\n", collected.Message, StringComparison.Ordinal);
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task DispatchAsync_CollectingExceptions_FinalizeListenerMayClearThem()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("done", void (string _) => throw new InvalidOperationException("o1")));
        buses.Events.CollectExceptions = true;
        EventListenerException? seen = null;
        var early = new Exception[1];
        buses.Events.AttachFinalize(context => early[0] = context.Exception!, 1001);
        buses.Events.AttachFinalize(
            context =>
            {
                seen = context.Exception as EventListenerException;
                context.Exception = null;
            },
            1000);

        await buses.Events.DispatchAsync("done");

        Assert.Single(seen!.ListenerExceptions);
        Assert.Null(early[0]);
    }

    [Fact]
    public async Task DispatchAsync_CollectingExceptions_AddsThatOfAListenerOfTheBus()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("done", void (string _) => throw new InvalidOperationException("handler")));
        buses.Events.CollectExceptions = true;
        buses.Events.Attach(-1, _ => throw new InvalidOperationException("listener"));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("done"));

        var collected = Assert.IsType<EventListenerException>(error.InnerException);
        Assert.Equal(["handler", "listener"], collected.ListenerExceptions.Select(exception => exception.Message));
    }

    [Fact]
    public async Task DispatchAsync_NestedEvent_RunsAtOnceAndCollectsOnItsOwn()
    {
        List<string> order = [];
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Event("outer", void (string _) => throw new InvalidOperationException("o1"), "first"),
            Handle.Event("outer", async (string _) =>
            {
                await buses!.Events.DispatchAsync("inner");
                order.Add("outer");
            }, "second"),
            Handle.Event("inner", (string _) => order.Add("inner")));
        buses.Events.CollectExceptions = true;

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("outer"));

        Assert.Equal(["inner", "outer"], order);
        Assert.Single(Assert.IsType<EventListenerException>(error.InnerException).ListenerExceptions);
    }

    [Fact]
    public async Task DispatchAsync_NestedEventFails_ReachesTheOuterListenerWrapped()
    {
        Exception? caught = null;
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Event("outer", async (string _) => caught = await Record.ExceptionAsync(() => buses!.Events.DispatchAsync("inner"))),
            Handle.Event("inner", void (string _) => throw new InvalidOperationException("deep")));

        await buses.Events.DispatchAsync("outer");

        Assert.Equal("deep", Assert.IsType<MessageDispatchException>(caught).InnerException!.Message);
    }

    [Fact]
    public async Task DispatchAsync_PatternsAndNames_RunInTheOrderOfRegistration()
    {
        List<string> ran = [];
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("billing.*", (string _) => ran.Add("star")),
            Handle.Event("billing.paid", (string _) => ran.Add("name")),
            Handle.Event("shipping.#", (string _) => ran.Add("other")),
            Handle.Event("#", (string _) => ran.Add("all")));

        await buses.Events.DispatchAsync("billing.paid");

        Assert.Equal(["star", "name", "all"], ran);
    }

    [Fact]
    public async Task DispatchAsync_OnlyHandler_LeavesItsSiblingsAlone()
    {
        List<string> ran = [];
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("done", (string _) => ran.Add("first"), "first"),
            Handle.Event("done", (string _) => ran.Add("second"), "second"));

        await buses.Events.DispatchAsync("done", new DispatchOptions { OnlyHandler = "second" });

        Assert.Equal(["second"], ran);
    }

    [Fact]
    public async Task DispatchAsync_ParallelListeners_RunAtTheSameTimeAndAllOfThem()
    {
        var meeting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new BusRuntimeOptions
        {
            Buses = [new BusOptions { Name = "parallel", Kind = ActorBus.Messages.MessageKind.Event, ParallelListeners = true }],
        };
        await using var buses = await RunningBuses.StartAsync(
            options,
            Handle.Event("done", (string _) => meeting.Task, "first"),
            Handle.Event("done", void (string _) => throw new InvalidOperationException("second"), "second"),
            Handle.Event("done", (string _) => { meeting.SetResult(); }, "third"));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("done"));

        Assert.Equal("second", error.InnerException!.Message);
        Assert.True(meeting.Task.IsCompleted);
    }

    [Fact]
    public async Task DispatchAsync_FinalizeListenerThrows_FailsWithItUnwrapped()
    {
        await using var buses = await RunningBuses.StartAsync();
        var thrown = new InvalidOperationException("late");
        buses.Events.AttachFinalize(_ => throw thrown);

        Assert.Same(thrown, await Record.ExceptionAsync(() => buses.Events.DispatchAsync("done")));
    }
}
