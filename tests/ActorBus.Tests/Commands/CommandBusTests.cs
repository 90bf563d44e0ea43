using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Tests.Commands;

public sealed class CommandBusTests
{
    private sealed record DoSomething(string Todo = "test");

    [Fact]
    public async Task DispatchAsync_HandlerSetByAListener_GetsTheSameInstance()
    {
        await using var buses = await RunningBuses.StartAsync();
        object? received = null;
        var handled = false;
        buses.Commands.Attach(Phase.Route, context => context.Handler = (object command) => received = command);
        buses.Commands.AttachFinalize(context => handled = context.IsHandled);
        var sent = new DoSomething();

        await buses.Commands.DispatchAsync(sent);

        Assert.Same(sent, received);
        Assert.True(handled);
    }

    [Fact]
    public async Task DispatchAsync_RegisteredDelegate_GetsTheSameInstance()
    {
        object? received = null;
        await using var buses = await RunningBuses.StartAsync(Handle.Command(null, (DoSomething command) => { received = command; }));
        var sent = new DoSomething();

        await buses.Commands.DispatchAsync(sent);

        Assert.Same(sent, received);
    }

    [Fact]
    public async Task DispatchAsync_ListenersAtEveryPhase_RunInTheOrderOfThePhases()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<string> order = [];
        Exception? seen = null;
        var bus = buses.Commands;
        bus.AttachFinalize(context => { order.Add("finalize"); seen = context.Exception; }, 100);
        bus.Attach(Phase.InvokeHandler, context => { order.Add("invoke"); throw new InvalidOperationException((string)context.Handler!); });
        bus.Attach(Phase.LocateHandler, context => { order.Add("locate"); context.Handler = "I can only throw exceptions"; });
        bus.Attach(Phase.Initialize, _ => order.Add("initialize"));
        bus.Attach(Phase.Route, context => { order.Add("route"); context.Handler = "error-producer"; });
        bus.Attach(Phase.DetectMessageName, _ => order.Add("detect"));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => bus.DispatchAsync(new DoSomething()));

        Assert.Equal(["initialize", "detect", "route", "locate", "invoke", "finalize"], order);
        Assert.Equal("I can only throw exceptions", seen!.Message);
        Assert.Same(seen, error.InnerException);
    }

    [Fact]
    public async Task DispatchAsync_ListenerThrows_FailsWithItOneLevelDown()
    {
        await using var buses = await RunningBuses.StartAsync();
        var thrown = new InvalidOperationException("no");
        buses.Commands.Attach(Phase.Initialize, _ => throw thrown);

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        Assert.Same(thrown, error.InnerException);
        Assert.Equal($"Command '{typeof(DoSomething)}' failed on bus 'command-bus': InvalidOperationException: no", error.Message);
        Assert.Empty(error.PendingCommands);
    }

    [Fact]
    public async Task DispatchAsync_HandlerThrows_FailsWithItOneLevelDown()
    {
        var thrown = new InvalidOperationException("no");
        await using var buses = await RunningBuses.StartAsync(Handle.Command(null, void (DoSomething _) => throw thrown));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task DispatchAsync_AsynchronousHandlerThrows_FailsWithItOneLevelDown()
    {
        var thrown = new InvalidOperationException("no");
        await using var buses = await RunningBuses.StartAsync(Handle.Command(null, async (DoSomething _) =>
        {
            await Task.Yield();
            throw thrown;
        }));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task DispatchAsync_NoHandler_SaysWhichCommand()
    {
        await using var buses = await RunningBuses.StartAsync();

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        var cause = Assert.IsType<HandlerNotFoundException>(error.InnerException);
        Assert.StartsWith($"Command '{typeof(DoSomething)}' has no handler on bus 'command-bus'", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_HandlerNobodyCanCall_SaysThatItWasNotHandled()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(Phase.Route, context => context.Handler = new object());

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        var cause = Assert.IsType<MessageNotHandledException>(error.InnerException);
        Assert.StartsWith($"Command '{typeof(DoSomething)}' was not handled", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_FinalizeListenerClearsTheException_Succeeds()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command(null, void (DoSomething _) => throw new InvalidOperationException()));
        buses.Commands.AttachFinalize(context => context.Exception = null, 10);

        await buses.Commands.DispatchAsync(new DoSomething());
    }

    [Fact]
    public async Task DispatchAsync_FailedMessage_RunsFinalizeListenersOfEveryPriority()
    {
        await using var buses = await RunningBuses.StartAsync();
        List<int> ran = [];
        foreach (var priority in (int[])[0, 1, 2, -1000, 1000]) buses.Commands.AttachFinalize(_ => ran.Add(priority), priority);

        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        Assert.Equal([1000, 2, 1, 0, -1000], ran);
    }

    [Fact]
    public async Task DispatchAsync_FinalizeListenerThrows_FailsAndRunsTheOthers()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command(null, (DoSomething _) => { }));
        var thrown = new InvalidOperationException("late");
        var ran = false;
        buses.Commands.AttachFinalize(_ => throw thrown, 5);
        buses.Commands.AttachFinalize(_ => ran = true);

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new DoSomething()));

        Assert.Same(thrown, error.InnerException);
        Assert.Equal("A command could not be dispatched: InvalidOperationException: late", error.Message);
        Assert.True(ran);
    }

    [Fact]
    public async Task DispatchAsync_ListenerHasHandledTheMessage_DoesNotInvokeTheHandler()
    {
        var count = 0;
        await using var buses = await RunningBuses.StartAsync(Handle.Command(null, (DoSomething _) => { count++; }));
        buses.Commands.Attach((int)Phase.InvokeHandler + 1, context => context.IsHandled = true);

        await buses.Commands.DispatchAsync(new DoSomething());

        Assert.Equal(0, count);
    }

    [Fact]
    public async Task DispatchAsync_Null_IsRefused()
    {
        await using var buses = await RunningBuses.StartAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(() => buses.Commands.DispatchAsync(null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData(0)]
    [InlineData(false)]
    public async Task DispatchAsync_FalsyMessage_IsAMessageLikeAnyOther(object message)
    {
        await using var buses = await RunningBuses.StartAsync();
        object? received = null;
        buses.Commands.Attach(Phase.Route, context => context.Handler = (object command) => received = command);

        await buses.Commands.DispatchAsync(message);

        Assert.Equal(message, received);
    }

    [Fact]
    public async Task DispatchAsync_OnlyHandler_RunsThatOneWhateverTheName()
    {
        List<string> ran = [];
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("a", (string _) => ran.Add("a"), "handler-a"),
            Handle.Command("b", (string _) => ran.Add("b"), "handler-b"));

        await buses.Commands.DispatchAsync("a", new DispatchOptions { OnlyHandler = "handler-b" });

        Assert.Equal(["b"], ran);
    }

    [Fact]
    public async Task DispatchAsync_OnlyHandlerThatIsNotThere_SaysSo()
    {
        await using var buses = await RunningBuses.StartAsync();

        var error = await Assert.ThrowsAsync<CommandDispatchException>(
            () => buses.Commands.DispatchAsync("a", new DispatchOptions { OnlyHandler = "gone" }));

        Assert.Contains("'gone'", Assert.IsType<HandlerNotFoundException>(error.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_MessageOfAChannel_ReachesItsServiceActivator()
    {
        var received = "";
        await using var buses = await RunningBuses.StartAsync(Handle.Channel("audit", (string text) => { received = text; }));
        var context = new MessageContext { MessageId = "1", CorrelationId = "1", Kind = MessageKind.Message, RoutingKey = "audit" };

        await buses.Commands.DispatchAsync("hello", new DispatchOptions { MessageName = "audit", Context = context });

        Assert.Equal("hello", received);
    }
}
