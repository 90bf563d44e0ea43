using ActorBus.Pipeline;

namespace ActorBus.Tests.Queries;

public sealed class QueryBusTests
{
    private sealed record FetchSomething(string Filter = "test");

    [Fact]
    public async Task DispatchAsync_FinderResolvesWithTheQuery_GivesTheSameInstance()
    {
        await using var buses = await RunningBuses.StartAsync();
        var handled = false;
        buses.Queries.Attach(
            Phase.Route, context => context.Handler = (FetchSomething query, QueryDeferred answer) => { answer.Resolve(query); });
        buses.Queries.AttachFinalize(context => handled = context.IsHandled);
        var sent = new FetchSomething();

        Assert.Same(sent, await buses.Queries.DispatchAsync<FetchSomething>(sent));
        Assert.True(handled);
    }

    [Fact]
    public async Task DispatchAsync_Null_ThrowsAtTheCallAndNotInTheTask()
    {
        await using var buses = await RunningBuses.StartAsync();

        Assert.Throws<ArgumentNullException>("query", () => { _ = buses.Queries.DispatchAsync<int>(null!); });
        Assert.Throws<ArgumentNullException>("query", () => { _ = buses.Queries.DispatchAsync<int>(null!, new DispatchOptions()); });
    }

    [Fact]
    public async Task DispatchAsync_FinderReturnsAResult_GivesIt()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Query(null, (FetchSomething query) => Task.FromResult(query.Filter.Length)));

        Assert.Equal(4, await buses.Queries.DispatchAsync<int>(new FetchSomething()));
    }

    [Fact]
    public async Task DispatchAsync_FinderAnswersLater_GivesItThen()
    {
        var taken = new TaskCompletionSource<QueryDeferred>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(
            Handle.Query("later", (string _, QueryDeferred answer) => { taken.SetResult(answer); }));

        var pending = buses.Queries.DispatchAsync<int>("later");
        (await taken.Task).Resolve(42);

        Assert.Equal(42, await pending);
    }

    [Fact]
    public async Task DispatchAsync_NoFinder_FailsTheTaskAndNotTheCall()
    {
        await using var buses = await RunningBuses.StartAsync();

        var pending = buses.Queries.DispatchAsync<int>(new FetchSomething());
        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => pending);

        Assert.StartsWith(
            $"Query '{typeof(FetchSomething)}' has no handler on bus 'query-bus'", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_FinderNobodyCanCall_SaysThatItWasNotHandled()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Queries.Attach(Phase.Route, context => context.Handler = new object());

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>(new FetchSomething()));

        Assert.StartsWith($"Query '{typeof(FetchSomething)}' was not handled", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_FinderThrows_FailsWithItOneLevelDown()
    {
        var thrown = new InvalidOperationException("no");
        await using var buses = await RunningBuses.StartAsync(Handle.Query("broken", int (string _) => throw thrown));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("broken"));

        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task DispatchAsync_FinderRejects_FailsWithItOneLevelDown()
    {
        var rejected = new InvalidOperationException("no");
        await using var buses = await RunningBuses.StartAsync(
            Handle.Query("broken", (string _, QueryDeferred answer) => { answer.Reject(rejected); }));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("broken"));

        Assert.Same(rejected, error.InnerException);
    }

    [Fact]
    public async Task DispatchAsync_FinderResolvesAndThenThrows_GivesTheAnswerAndShowsTheFailureToFinalize()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("both", (string _, QueryDeferred answer) =>
        {
            answer.Resolve(42);
            throw new InvalidOperationException("afterwards");
        }));
        Exception? seen = null;
        buses.Queries.AttachFinalize(context => seen = context.Exception, Priority.PromiseReject + 1);

        Assert.Equal(42, await buses.Queries.DispatchAsync<int>("both"));
        Assert.Equal("afterwards", seen!.Message);
    }

    [Fact]
    public async Task DispatchAsync_ListenerAboveTheRejectionClearsTheException_DoesNotFail()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("broken", int (string _) => throw new InvalidOperationException()));
        buses.Queries.AttachFinalize(
            context =>
            {
                context.Exception = null;
                context.Result = 7;
            },
            Priority.PromiseReject + 1);

        Assert.Equal(7, await buses.Queries.DispatchAsync<int>("broken"));
    }

    [Fact]
    public async Task DispatchAsync_ExceptionClearedWithoutAResult_GivesTheDefault()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("broken", int (string _) => throw new InvalidOperationException()));
        buses.Queries.AttachFinalize(context => context.Exception = null, Priority.PromiseReject + 1);

        Assert.Equal(0, await buses.Queries.DispatchAsync<int>("broken"));
        Assert.Null(await buses.Queries.DispatchAsync<string>("nobody"));
    }

    [Fact]
    public async Task DispatchAsync_ListenerBelowTheRejection_SeesNoException()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("broken", int (string _) => throw new InvalidOperationException()));
        var seen = new List<Exception?>();
        buses.Queries.AttachFinalize(context => seen.Add(context.Exception), Priority.PromiseReject);
        buses.Queries.AttachFinalize(context => seen.Add(context.Exception));

        await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("broken"));

        Assert.Equal([null, null], seen);
    }

    [Fact]
    public async Task DispatchAsync_FinalizeListenerReplacesTheResult_GivesThat()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("one", (string _) => 1));
        buses.Queries.AttachFinalize(context => context.Result = (int)context.Result! + 1);

        Assert.Equal(2, await buses.Queries.DispatchAsync<int>("one"));
    }

    [Fact]
    public async Task DispatchAsync_ResultOfAnotherType_SaysBothTypes()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("text", (string _) => "text"));

        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("text"));

        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_NullResult_IsNull()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Query("nothing", string? (string _) => null));

        Assert.Null(await buses.Queries.DispatchAsync<string?>("nothing"));
    }

    [Fact]
    public async Task DispatchAsync_NestedQuery_RunsAtOnce()
    {
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Query(null, async (Factorial query) =>
                query.Of <= 1 ? 1 : query.Of * await buses!.Queries.DispatchAsync<int>(new Factorial(query.Of - 1))) with
            { Concurrency = 1 });

        Assert.Equal(120, await buses.Queries.DispatchAsync<int>(new Factorial(5)));
    }

    private sealed record Factorial(int Of);
}
