using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Tests;

public sealed class When_a_dispatch_fails
{
    [Fact]
    public async Task Should_name_the_handler_only_when_it_was_the_handler()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("bad", void (string _) => throw new InvalidOperationException()), Handle.Command("good", (string _) => { }));
        buses.Commands.Attach((int)Phase.InvokeHandler - 1, void (_) => throw new InvalidOperationException("listener"));

        var handler = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("bad"));
        var listener = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("good"));

        Assert.Contains("in handler 'bad'", handler.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in handler", listener.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_name_the_listener_that_failed_among_those_that_run_at_the_same_time()
    {
        await using var buses = await RunningBuses.StartAsync(
            Parallel, Handle.Event("done", void (string _) => throw new InvalidOperationException("no"), "first"), Handle.Event("done", (string _) => { }, "second"));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("done"));

        Assert.Contains("in handler 'first'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_name_the_listener_that_is_late_among_those_that_run_at_the_same_time()
    {
        await using var buses = await RunningBuses.StartAsync(
            Parallel, Handle.Event("done", (string _, CancellationToken token) => Task.Delay(Timeout.Infinite, token), "first"),
            Handle.Event("done", (string _) => { }, "second"));

        var where = await RunningBuses.WhereTimeEndsAsync(limit => buses.Events.DispatchAsync("done", new DispatchOptions { Timeout = limit }));

        Assert.Equal("in handler 'first'", where);
    }

    [Fact]
    public async Task Should_say_which_type_to_ask_for()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("text", (string _) => "text"));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("text"));

        Assert.Contains("Ask for the type that handler 'text' answers with.", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_make_a_number_of_an_answer_that_is_nothing()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("nothing", object? (string _) => null));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("nothing"));

        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
        Assert.Null(await buses.Queries.DispatchAsync<int?>("nothing"));
    }

    [Fact]
    public async Task Should_keep_to_the_rejection_of_a_finder_that_throws_afterwards()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("both", (string _, QueryDeferred answer) =>
        {
            answer.Reject(new InvalidOperationException("first"));
            throw new InvalidOperationException("second");
        }));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("both"));

        Assert.Equal("first", error.InnerException!.Message);
    }

    [Theory]
    [InlineData(Phase.Route)]
    [InlineData(Phase.LocateHandler)]
    public async Task Should_name_the_handler_that_did_not_run_because_the_propagation_was_stopped(Phase phase)
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));
        buses.Commands.Attach(phase, context => context.StopPropagation());

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("good"));

        Assert.Equal(
            "Command 'good' was not handled. The dispatch was stopped before its handler 'good' ran; look for a listener that stops the propagation.",
            error.InnerException!.Message);
    }

    [Fact]
    public async Task Should_say_which_method_an_object_lacks()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(Phase.Route, context => context.Handler = new Nameless());

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("good"));

        Assert.Contains("HandleCommandStrategy, for Handle or HandleAsync", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("takes a System.String", error.InnerException.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_report_collected_failures_although_a_finalize_listener_stops_the_propagation()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Event("done", void (string _) => throw new InvalidOperationException()));
        buses.Events.CollectExceptions = true;
        buses.Events.AttachFinalize(context => context.StopPropagation(), Priority.PromiseReject + 1);

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("done"));

        Assert.Single(Assert.IsType<EventListenerException>(error.InnerException).ListenerExceptions);
    }

    [Fact]
    public async Task Should_say_so_of_a_message_that_gives_itself_an_empty_name_also_when_finalize_fails()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.AttachFinalize(void (_) => throw new InvalidOperationException("finalize"));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new Nameless()));

        Assert.Contains("names itself with an empty name", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Should_refuse_a_limit_that_is_none_and_forget_the_message(int seconds)
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => buses.Commands.DispatchAsync("good", new DispatchOptions { Timeout = TimeSpan.FromSeconds(seconds) }));

        Assert.Equal(0, buses.Runtime.InFlight);
        await buses.Commands.DispatchAsync("good", new DispatchOptions { Timeout = Timeout.InfiniteTimeSpan });
    }

    private static BusRuntimeOptions Parallel =>
        new() { Buses = [new BusOptions { Name = "parallel", Kind = MessageKind.Event, ParallelListeners = true }] };

    private sealed class Nameless : IHasMessageName
    {
        public string MessageName => "";
    }
}
