using ActorBus.Pipeline;

namespace ActorBus.Tests;

public sealed class When_a_dispatch_takes_too_long
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan EnoughToDispatch = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Should_tell_the_caller_which_bus_message_and_handler()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { DispatchTimeout = Short },
            Handle.Command("slow", (string _, CancellationToken token) => WaitAsync(cancelled, token), "the slow one"));

        var error = await Assert.ThrowsAsync<DispatchTimeoutException>(() => buses.Commands.DispatchAsync("slow"));

        Assert.Equal("command-bus", error.Bus);
        Assert.Equal("slow", error.MessageName);
        Assert.Contains("'the slow one'", error.Where, StringComparison.Ordinal);
        Assert.Equal(Short, error.Limit);
        await cancelled.Task;
    }

    [Fact]
    public async Task Should_keep_to_the_limit_of_the_call()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("slow", Task<int> (string _, CancellationToken token) => ForeverAsync(token)));

        var error = await Assert.ThrowsAsync<DispatchTimeoutException>(
            () => buses.Queries.DispatchAsync<int>("slow", new DispatchOptions { Timeout = Short }));

        Assert.Equal(Short, error.Limit);
    }

    [Fact]
    public async Task Should_keep_to_the_limit_of_the_handler()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("slow", Task (string _, CancellationToken token) => ForeverAsync(token)) with { Timeout = Short });

        await Assert.ThrowsAsync<DispatchTimeoutException>(() => buses.Events.DispatchAsync("slow"));
    }

    [Fact]
    public async Task Should_run_finalize_with_the_exception_and_let_it_be_cleared()
    {
        Exception? seen = null;
        await using var buses = await RunningBuses.StartAsync(
            Handle.Event("slow", Task (string _, CancellationToken token) => ForeverAsync(token)) with { Timeout = Short });
        buses.Events.AttachFinalize(context =>
        {
            seen = context.Exception;
            context.Exception = null;
        });

        await buses.Events.DispatchAsync("slow");

        Assert.IsType<DispatchTimeoutException>(seen);
    }

    [Fact]
    public async Task Should_end_a_listener_that_hangs_in_any_phase()
    {
        foreach (var phase in Enum.GetValues<Phase>())
        {
            await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
            buses.Commands.Attach(phase, async _ => await Task.Delay(Timeout.Infinite));

            await Assert.ThrowsAsync<DispatchTimeoutException>(
                () => buses.Commands.DispatchAsync("x", new DispatchOptions { Timeout = Short }));
        }
    }

    [Fact]
    public async Task Should_not_take_what_a_listener_throws_afterwards_for_a_failure_of_finalize()
    {
        var hung = new TaskCompletionSource();
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        buses.Commands.Attach(Phase.Route, _ => new ValueTask(hung.Task));
        buses.Commands.AttachFinalize(async context =>
        {
            context.Exception = null;
            hung.SetException(new InvalidOperationException("late"));
            await Task.Yield();
        });

        await buses.Commands.DispatchAsync("x", new DispatchOptions { Timeout = Short });
    }

    [Fact]
    public async Task Should_let_a_listener_that_goes_on_use_the_context_beside_finalize()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(Handle.Event("x", (string _) => { }), Handle.Event("x", (string _) => { }, "the other"));
        buses.Events.Attach(Priority.InvokeHandler + 1, async context =>
        {
            context.Items["first"] = 1;
            context.Items["second"] = 2;
            context.Listeners.Add("third");
            await gate.Task;
            context.Items["late"] = 3;
            context.Listeners.Clear();
            changed.SetResult();
        });
        List<object> seen = [];
        buses.Events.AttachFinalize(async context =>
        {
            context.Exception = null;
            using var items = context.Items.GetEnumerator();
            using var listeners = context.Listeners.GetEnumerator();
            Assert.True(items.MoveNext() & listeners.MoveNext());
            seen.Add(listeners.Current);
            gate.SetResult();
            await changed.Task;
            while (items.MoveNext())
            {
            }

            while (listeners.MoveNext()) seen.Add(listeners.Current);
            Assert.Equal((3, 0), (context.Get("late", 0), context.Listeners.Count));
        });

        await buses.Events.DispatchAsync("x", new DispatchOptions { Timeout = Short });

        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Should_end_a_finalize_listener_that_hangs()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        buses.Commands.AttachFinalize(async _ => await Task.Delay(Timeout.Infinite));

        var error = await Assert.ThrowsAsync<DispatchTimeoutException>(
            () => buses.Commands.DispatchAsync("x", new DispatchOptions { Timeout = Short }));

        Assert.Contains("finalize", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_hand_over_the_queued_commands_that_did_not_run()
    {
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(Handle.Command("x", async (string _, CancellationToken token) =>
        {
            await buses!.Commands.EnqueueAsync("nested", CancellationToken.None);
            await ForeverAsync(token);
        }));

        var error = await Assert.ThrowsAsync<DispatchTimeoutException>(
            () => buses.Commands.DispatchAsync("x", new DispatchOptions { Timeout = EnoughToDispatch }));

        Assert.Equal("nested", Assert.Single(error.PendingCommands).Command);
    }

    [Fact]
    public async Task Should_cancel_when_the_caller_does()
    {
        using var caller = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(Handle.Command("slow", (string _, CancellationToken token) =>
        {
            entered.SetResult();
            return WaitAsync(cancelled, token);
        }));

        var dispatch = buses.Commands.DispatchAsync("slow", caller.Token);
        await entered.Task;
        await caller.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatch);
        Assert.Equal(caller.Token, error.CancellationToken);
        await cancelled.Task;
    }

    [Fact]
    public async Task Should_not_run_the_handler_when_the_caller_had_cancelled_before()
    {
        var ran = false;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { ran = true; }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => buses.Commands.DispatchAsync("x", new CancellationToken(canceled: true)));

        Assert.False(ran);
    }

    private static async Task<int> ForeverAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private static async Task WaitAsync(TaskCompletionSource cancelled, CancellationToken token)
    {
        await using var registration = token.Register(() => cancelled.TrySetResult());
        await ForeverAsync(token);
    }
}
