using ActorBus.Plugins;

namespace ActorBus.Tests.Plugins;

public sealed class StrategyTests
{
    [Fact]
    public async Task HandleCommandStrategy_ObjectWithHandle_IsInvokedOnce()
    {
        await using var buses = await RunningBuses.StartAsync();
        var handler = new Handler();
        buses.Commands.Attach(new CommandRouter().Route("a").To(handler));
        buses.Commands.Attach(new HandleCommandStrategy());

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["a"], handler.Seen);
    }

    [Fact]
    public async Task FinderInvokeStrategy_AttachedAndDetached_FindsOnlyWhileAttached()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Queries.Attach(new QueryRouter().Route("a").To(new Finder()));
        var strategy = new FinderInvokeStrategy();
        buses.Queries.Attach(strategy);

        Assert.Equal("found a", await buses.Queries.DispatchAsync<string>("a"));
        buses.Queries.Detach(strategy);

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<string>("a"));
        Assert.IsType<MessageNotHandledException>(error.InnerException);
    }

    [Fact]
    public async Task OnEventStrategy_MixedListeners_RunOnceEachInTheirOrder()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string> ran = [];
        buses.Events.Attach(new EventRouter().Route("a")
            .To((string _) => ran.Add("delegate")).AndTo(new Listener(ran)).AndTo((string _) => ran.Add("last")));
        buses.Events.Attach(new OnEventStrategy());

        await buses.Events.DispatchAsync("a");

        Assert.Equal(["delegate", "object", "last"], ran);
    }

    [Fact]
    public async Task OnEventStrategy_CollectingExceptions_CollectsAcrossAllKinds()
    {
        await using var buses = await RunningBuses.StartAsync();
        var broken = new BrokenListener();
        buses.Events.Attach(new EventRouter().Route("a")
            .To(void (string _) => throw new InvalidOperationException()).AndTo(broken).AndTo(broken));
        buses.Events.Attach(new OnEventStrategy());
        buses.Events.Attach(new ListenerExceptionCollectionMode());

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("a"));

        Assert.Equal(3, Assert.IsType<EventListenerException>(error.InnerException).ListenerExceptions.Count);
    }

    [Fact]
    public async Task ListenerExceptionCollectionMode_OnOtherBuses_IsRefused()
    {
        await using var buses = await RunningBuses.StartAsync();
        var mode = new ListenerExceptionCollectionMode();

        Assert.Throws<ActorBusException>(() => buses.Commands.Attach(mode));
        buses.Events.Attach(mode);
        Assert.True(buses.Events.CollectExceptions);
        buses.Events.Detach(mode);
        Assert.False(buses.Events.CollectExceptions);
    }

    [Fact]
    public async Task ListenerExceptionCollectionMode_Detached_LeavesWhatItDidNotChange()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.CollectExceptions = true;
        var mode = new ListenerExceptionCollectionMode();

        buses.Events.Detach(mode);
        Assert.True(buses.Events.CollectExceptions);
        buses.Events.Attach(mode);
        buses.Events.Detach(mode);

        Assert.True(buses.Events.CollectExceptions);
    }

    [Fact]
    public async Task FinderThatAnswersNothing_AlsoWhenItHandledACommandBefore_IsRefused()
    {
        await using var buses = await RunningBuses.StartAsync();
        Action<string> both = _ => { };
        buses.Commands.Attach(new CommandRouter().Route("a").To(both));
        buses.Queries.Attach(new QueryRouter().Route("a").To(both));

        await buses.Commands.DispatchAsync("a");
        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<string>("a"));

        Assert.Contains("cannot handle a Query: it returns nothing", error.InnerException!.Message, StringComparison.Ordinal);
    }

    private sealed class Handler
    {
        public List<string> Seen { get; } = [];

        public async Task HandleAsync(string command)
        {
            await Task.Yield();
            Seen.Add(command);
        }
    }

    private sealed class Finder
    {
        public void Find(string query, QueryDeferred answer) => answer.Resolve("found " + query);
    }

    private sealed class Listener(List<string> ran)
    {
        public void OnEvent(object message) => ran.Add("object");
    }

    private sealed class BrokenListener
    {
        public void OnEvent(object message) => throw new InvalidOperationException();
    }
}
