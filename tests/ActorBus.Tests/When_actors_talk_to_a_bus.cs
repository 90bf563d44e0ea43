using System.Collections.Concurrent;
using ActorBus.Pipeline;
using Akka.Actor;

namespace ActorBus.Tests;

public sealed class When_actors_talk_to_a_bus
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Should_reply_with_the_result_of_a_query()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("one", (string _) => 1));

        Assert.Equal(1, await buses.Queries.Actor.Ask<int>("one", Soon));
    }

    [Fact]
    public async Task Should_reply_success_for_commands_and_events()
    {
        var count = 0;
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", (string _) => { Interlocked.Increment(ref count); }),
            Handle.Event("x", (string _) => { Interlocked.Increment(ref count); }, "event x"));

        Assert.IsType<Status.Success>(await buses.Commands.Actor.Ask<object>("x", Soon));
        Assert.IsType<Status.Success>(await buses.Events.Actor.Ask<object>("x", Soon));
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Should_fail_an_ask_as_the_interface_would()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", void (string _) => throw new InvalidOperationException("no")));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.Actor.Ask<object>("x", Soon));

        Assert.Equal("no", error.InnerException!.Message);
    }

    [Fact]
    public async Task Should_dispatch_what_is_told()
    {
        var handled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string text) => { handled.SetResult(text); }));

        buses.Commands.Actor.Tell("x");

        Assert.Equal("x", await handled.Task.WaitAsync(Soon));
    }

    [Fact]
    public async Task Should_let_an_actor_handle_messages_with_state_of_its_own()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Query("count", Props.Create(() => new Counter())));

        Assert.Equal(1, await buses.Queries.DispatchAsync<int>("count"));
        Assert.Equal(2, await buses.Queries.DispatchAsync<int>("count"));
    }

    [Fact]
    public async Task Should_end_a_command_when_its_actor_has_processed_it_where_that_is_said()
    {
        var handled = new List<object>();
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", Props.Create(() => new Recorder(handled))) with { HandledWhenProcessed = true },
            Handle.Command("fail", Props.Create(() => new Recorder(handled))) with { HandledWhenProcessed = true },
            Handle.Command("crash", Props.Create(() => new Recorder(handled))) with { HandledWhenProcessed = true });

        await buses.Commands.DispatchAsync("x");
        var refused = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("fail"));
        var crashed = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("crash"));
        await buses.Commands.DispatchAsync("x");

        Assert.Equal("refused", refused.InnerException!.Message);
        Assert.Equal("crashed", crashed.InnerException!.Message);
        Assert.Equal(["x", "fail", "crash", "x"], handled);
    }

    [Fact]
    public async Task Should_not_fail_a_command_by_what_its_actor_replied_to_another()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", Props.Create(() => new Repeater())) with { HandledWhenProcessed = true });
        var named = new DispatchOptions { MessageName = "x" };

        await buses.Commands.DispatchAsync("remember", named);
        await buses.Commands.DispatchAsync("fail the one before", named);
        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("fail twice", named));

        Assert.Equal("first", error.InnerException!.Message);
    }

    [Fact]
    public async Task Should_take_the_first_reply_to_a_query_and_end_one_that_is_never_answered()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("q", Props.Create(() => new Repeater())));
        var named = new DispatchOptions { MessageName = "q" };

        Assert.Equal("one", await buses.Queries.DispatchAsync<string>("answer twice", named));
        var where = await RunningBuses.WhereTimeEndsAsync(limit => buses.Queries.DispatchAsync<string>("say nothing", named with { Timeout = limit }));
        var crashed = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<string>("crash", named));
        var refused = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<object>("fail twice", named));
        Assert.Equal("one", await buses.Queries.DispatchAsync<string>("answer twice", named));

        Assert.Equal("in handler 'q'", where);
        Assert.Equal("crashed", crashed.InnerException!.Message);
        Assert.Equal("first", refused.InnerException!.Message);
    }

    [Fact]
    public async Task Should_not_take_a_command_for_handled_that_an_actor_which_stopped_never_saw()
    {
        var handled = new ConcurrentDictionary<int, bool>();
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", Props.Create(() => new Mortal(handled))) with { HandledWhenProcessed = true });
        var succeeded = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 600).Select(async number =>
        {
            var error = await Record.ExceptionAsync(() => buses.Commands.DispatchAsync(number, new DispatchOptions { MessageName = "x" }));
            if (error is null) succeeded.Add(number);
            else Assert.IsType<DispatchAbortedException>(error);
        }));

        Assert.NotEmpty(succeeded);
        Assert.All(succeeded, number => Assert.True(handled.ContainsKey(number), $"{number} is lost"));
    }

    private sealed class Mortal : ReceiveActor
    {
        public Mortal(ConcurrentDictionary<int, bool> handled) => Receive<int>(number =>
        {
            handled[number] = true;
            if (number % 3 == 0) Context.Stop(Self);
        });
    }

    private sealed class Repeater : ReceiveActor
    {
        private IActorRef _before = ActorRefs.Nobody;

        public Repeater() => Receive<string>(text =>
        {
            switch (text)
            {
                case "remember":
                    _before = Sender;
                    break;
                case "fail the one before":
                    _before.Tell(new Status.Failure(new InvalidOperationException("too late")));
                    break;
                case "fail twice":
                    Sender.Tell(new Status.Failure(new InvalidOperationException("first")));
                    Sender.Tell(new Status.Failure(new InvalidOperationException("second")));
                    break;
                case "answer twice":
                    Sender.Tell("one");
                    Sender.Tell("two");
                    break;
                case "crash":
                    throw new InvalidOperationException("crashed");
            }
        });
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter() => Receive<string>(_ => Sender.Tell(++_count));
    }

    private sealed class Recorder : ReceiveActor
    {
        public Recorder(List<object> handled) => Receive<string>(text =>
        {
            handled.Add(text);
            if (text == "fail") Sender.Tell(new Status.Failure(new InvalidOperationException("refused")));
            if (text == "crash") throw new InvalidOperationException("crashed");
        });
    }
}
