using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Tests.Pipeline;

public sealed class MessageFlowTests
{
    [Fact]
    public void Current_OutsideOfAnyHandler_IsNull() => Assert.Null(MessageFlow.Current);

    [Fact]
    public async Task Current_InsideAHandler_KnowsMessageAndHandler()
    {
        MessageFlow? flow = null;
        (string? Handler, string? Message, IEnumerable<int> Ordinals) seen = (null, null, []);
        await using var buses = await RunningBuses.StartAsync(Handle.Command("a", async (string _) =>
        {
            await Task.Yield();
            flow = MessageFlow.Current;
            seen = (flow!.HandlerName, flow.Message.RoutingKey, new[] { flow.NextOrdinal(), flow.NextOrdinal(), flow.NextOrdinal() });
        }, "the handler"));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal("the handler", seen.Handler);
        Assert.Equal("a", seen.Message);
        Assert.Equal([0, 1, 2], seen.Ordinals);
        Assert.Null(MessageFlow.Current);
    }

    [Fact]
    public async Task Current_AfterTheFlowHasEnded_IsNullForWhatTheHandlerLeftRunning()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<MessageFlow?>? left = null;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("a", (string _) => { left = LeftRunningAsync(); }));

        await buses.Commands.DispatchAsync("a");
        gate.SetResult();

        Assert.Null(await left!);

        async Task<MessageFlow?> LeftRunningAsync()
        {
            await gate.Task;
            return MessageFlow.Current;
        }
    }

    [Fact]
    public async Task Message_OfANestedDispatch_NamesItsParentAsCauseAndInheritsMetadata()
    {
        RunningBuses? buses = null;
        MessageContext? parent = null, child = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _, MessageContext context) =>
            {
                parent = context;
                await buses!.Events.DispatchAsync("b", new DispatchOptions { Metadata = Metadata.Empty.With("own", 1) });
            }),
            Handle.Event("b", (string _, MessageContext context) => { child = context; }));

        await buses.Commands.DispatchAsync("a", new DispatchOptions { Metadata = Metadata.Empty.With("executor", "42") });

        Assert.Equal(parent!.MessageId, parent.CorrelationId);
        Assert.Null(parent.CausationId);
        Assert.Equal(parent.CorrelationId, child!.CorrelationId);
        Assert.Equal(parent.MessageId, child.CausationId);
        Assert.NotEqual(parent.MessageId, child.MessageId);
        Assert.Equal("42", child.Metadata.GetString("executor"));
        Assert.Equal(1, child.Metadata.Get<int>("own"));
        Assert.False(parent.Metadata.ContainsKey("own"));
    }

    [Fact]
    public async Task DispatchAsync_WithAContext_BeginsAFlowOfItsOwn()
    {
        RunningBuses? buses = null;
        var ranInside = false;
        var context = new MessageContext { MessageId = "m", CorrelationId = "c", Kind = MessageKind.Command, RoutingKey = "b" };
        MessageContext? seen = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Commands.DispatchAsync("b", new DispatchOptions { Context = context });
                ranInside = seen is not null;
            }),
            Handle.Command("b", (string _, MessageContext given) => { seen = given; }));

        await buses.Commands.DispatchAsync("a");

        Assert.True(ranInside);
        Assert.Equal(context, seen);
    }

    [Fact]
    public async Task Resource_FlowSucceeds_IsCommittedOnceBeforeTheCallerGoesOn()
    {
        RunningBuses? buses = null;
        var resource = new Recorded();
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                MessageFlow.Current!.Resource(() => resource).Log.Add("a");
                await buses!.Events.DispatchAsync("b");
                await buses.Commands.DispatchAsync("c");
            }),
            Handle.Event("b", (string _) => { MessageFlow.Current!.Resource(() => new Recorded()).Log.Add("b"); }),
            Handle.Command("c", (string _) => { MessageFlow.Current!.Resource(() => new Recorded()).Log.Add("c"); }));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["a", "b", "c", "commit"], resource.Log);
    }

    [Fact]
    public async Task Resource_FlowFails_IsDiscardedOnce()
    {
        var resource = new Recorded();
        await using var buses = await RunningBuses.StartAsync(Handle.Event("a", (string _) =>
        {
            MessageFlow.Current!.Resource(() => resource);
            throw new InvalidOperationException();
        }));

        await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("a"));

        Assert.Equal(["discard"], resource.Log);
    }

    [Fact]
    public async Task Resource_NestedDispatchFailsAndIsCaught_IsCommitted()
    {
        RunningBuses? buses = null;
        var resource = new Recorded();
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Event("a", async (string _) =>
            {
                MessageFlow.Current!.Resource(() => resource);
                await Record.ExceptionAsync(() => buses!.Events.DispatchAsync("b"));
            }),
            Handle.Event("b", void (string _) => throw new InvalidOperationException()));

        await buses.Events.DispatchAsync("a");

        Assert.Equal(["commit"], resource.Log);
    }

    [Fact]
    public async Task Resource_CommitFails_FailsTheDispatch()
    {
        var resource = new Recorded { Failure = new InvalidOperationException("disk full") };
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("a", (string _) => { MessageFlow.Current!.Resource(() => resource); }));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.Same(resource.Failure, error.InnerException);
        Assert.Equal(["commit", "discard"], resource.Log);
    }

    private sealed class Recorded : IFlowResource
    {
        public List<string> Log { get; } = [];

        public Exception? Failure { get; init; }

        public async Task CommitAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            Log.Add("commit");
            if (Failure is not null) throw Failure;
        }

        public void Discard() => Log.Add("discard");
    }

    [Fact]
    public async Task Resource_ThatFailsToDiscard_KeepsNeitherTheCallerNorTheOthersWaiting()
    {
        var other = new Sound();
        await using var buses = await RunningBuses.StartAsync(Handle.Command("a", void (string _) =>
        {
            MessageFlow.Current!.Resource(() => new Defective());
            MessageFlow.Current.Resource(() => other);
            throw new InvalidOperationException("a failed");
        }));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a").WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal("a failed", error.InnerException!.Message);
        Assert.True(other.IsDiscarded);
        Assert.Equal(0, buses.Runtime.InFlight);
    }

    private sealed class Sound : IFlowResource
    {
        public bool IsDiscarded { get; private set; }

        public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Discard() => IsDiscarded = true;
    }

    private sealed class Defective : IFlowResource
    {
        public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Discard() => throw new InvalidOperationException("no discard");
    }
}
