using System.Collections.Concurrent;
using System.Transactions;
using ActorBus.Pipeline;
using ActorBus.Plugins;

namespace ActorBus.Tests.Plugins;

public sealed class TransactionScopePluginTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> _log = new();

    [Fact]
    public async Task Dispatch_Success_CommitsWhatAHandlerEnlistedAfterAnAwait()
    {
        await using var buses = await StartAsync(Handle.Command("x", async (string _) =>
        {
            await Task.Yield();
            Enlist("x");
            await Task.Yield();
            Assert.NotNull(Transaction.Current);
        }));

        await buses.Commands.DispatchAsync("x");

        Assert.Equal(["commit x"], _log);
        Assert.Null(Transaction.Current);
    }

    [Fact]
    public async Task Dispatch_Failure_RollsBackAndOnlyThen_TheCallerKnows()
    {
        await using var buses = await StartAsync(
            Handle.Command("x", void (string _) =>
            {
                Enlist("x");
                throw new InvalidOperationException("no");
            }),
            Handle.Query("y", async Task<int> (string _) =>
            {
                Enlist("y");
                await Task.Yield();
                throw new InvalidOperationException("no");
            }));

        var command = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("x"));
        var query = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("y"));

        Assert.Equal(["no", "no"], [command.InnerException!.Message, query.InnerException!.Message]);
        Assert.Equal(["rollback x", "rollback y"], _log);
    }

    [Fact]
    public async Task Dispatch_ExceptionClearedInFinalize_Commits()
    {
        await using var buses = await StartAsync(Handle.Command("x", void (string _) =>
        {
            Enlist("x");
            throw new InvalidOperationException();
        }));
        buses.Commands.AttachFinalize(context => context.Exception = null, 10);

        await buses.Commands.DispatchAsync("x");

        Assert.Equal(["commit x"], _log);
    }

    [Fact]
    public async Task Dispatch_GuardRefusesInFinalize_RollsBack()
    {
        await using var buses = await StartAsync(Handle.Command("x", (string _) => Enlist("x")));
        buses.Commands.Attach(new FinalizeGuard(new Nobody()));

        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("x"));

        Assert.Equal(["rollback x"], _log);
    }

    [Fact]
    public async Task Dispatch_ResourceRefusesToPrepare_FailsTheMessage()
    {
        await using var buses = await StartAsync(Handle.Command("x", (string _) => Enlist("x", refuses: true)));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("x"));

        Assert.IsType<TransactionAbortedException>(error.InnerException);
    }

    [Fact]
    public async Task Dispatch_NestedEventAndQuery_TakePartAlsoOnABusWithoutThePlugin()
    {
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("outer", async (string _) =>
            {
                Enlist($"outer {Id()}");
                await Task.WhenAll(buses!.Events.DispatchAsync("happened"), buses.Queries.DispatchAsync<int>("ask"));
                Assert.Empty(_log);
            }),
            Handle.Event("happened", async (string _) =>
            {
                await Task.Yield();
                Enlist($"event {Id()}");
            }),
            Handle.Query("ask", (string _) =>
            {
                Enlist($"query {Id()}");
                return 1;
            }));
        var plugin = new TransactionScopePlugin();
        buses.Commands.Attach(plugin);
        buses.Events.Attach(plugin);

        await buses.Commands.DispatchAsync("outer");

        Assert.Equal(3, _log.Count);
        Assert.All(_log, entry => Assert.StartsWith("commit", entry, StringComparison.Ordinal));
        Assert.Single(_log.Select(entry => entry.Split(' ')[^1]).Distinct());
    }

    [Fact]
    public async Task Dispatch_NestedEventFailsAndIsSwallowed_RollsEverythingBack()
    {
        RunningBuses? buses = null;
        await using var running = buses = await StartAsync(
            Handle.Command("outer", async (string _) =>
            {
                Enlist("outer");
                await Record.ExceptionAsync(() => buses!.Events.DispatchAsync("happened"));
            }),
            Handle.Event("happened", void (string _) => throw new InvalidOperationException()));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("outer"));

        Assert.IsType<TransactionAbortedException>(error.InnerException);
        Assert.Equal(["rollback outer"], _log);
    }

    [Fact]
    public async Task Enqueue_Command_HasATransactionOfItsOwnAfterTheCommit()
    {
        RunningBuses? buses = null;
        await using var running = buses = await StartAsync(
            Handle.Command("outer", async (string _) =>
            {
                Enlist("outer");
                await buses!.Commands.EnqueueAsync("inner");
            }),
            Handle.Command("inner", void (string _) =>
            {
                Assert.Equal(["commit outer"], _log);
                Enlist("inner");
                throw new InvalidOperationException();
            }));

        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("outer"));

        Assert.Equal(["commit outer", "rollback inner"], _log);
    }

    [Fact]
    public async Task Dispatch_ConcurrentFlowsWithNestedMessages_NeverShareATransaction()
    {
        RunningBuses? buses = null;
        var ids = new ConcurrentDictionary<int, string>();
        await using var running = buses = await StartAsync(
            Handle.Command("x", async (object number) =>
            {
                await Task.Yield();
                var id = Id();
                Assert.True(ids.TryAdd((int)number, id));
                Enlist($"{number}");
                await buses!.Events.DispatchAsync(id, new DispatchOptions { MessageName = "happened" });
                Assert.Equal(id, Id());
                if ((int)number % 3 == 0) throw new InvalidOperationException();
            }),
            Handle.Event("happened", async (object id) =>
            {
                Assert.Equal(id, Id());
                await Task.Yield();
                Assert.Equal(id, Id());
            }));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Record.ExceptionAsync(
            () => buses.Commands.DispatchAsync(number, new DispatchOptions { MessageName = "x" })))).WaitAsync(Soon);

        Assert.Equal(100, outcomes.OfType<CommandDispatchException>().Count(error => error.InnerException is InvalidOperationException));
        Assert.Equal(200, outcomes.Count(outcome => outcome is null));
        Assert.Equal(300, ids.Values.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"{(number % 3 == 0 ? "rollback" : "commit")} {number}").Order(), _log.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispatch_GivenUp_RollsBackWhetherInTheHandlerOrInFinalize(bool inFinalize)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var rolledBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancel = new CancellationTokenSource();
        await using var buses = await StartAsync(Handle.Command("x", (string _) =>
        {
            Enlist("x", onEnd: () => rolledBack.TrySetResult());
            return inFinalize ? Task.CompletedTask : Wait();
        }));
        if (inFinalize) buses.Commands.AttachFinalize(_ => new ValueTask(Wait()));

        var dispatch = buses.Commands.DispatchAsync("x", cancel.Token);
        await reached.Task.WaitAsync(Soon);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatch.WaitAsync(Soon));
        await rolledBack.Task.WaitAsync(Soon);
        Assert.Equal(["rollback x"], _log);
        gate.SetResult();

        Task Wait()
        {
            reached.TrySetResult();
            return gate.Task;
        }
    }

    [Fact]
    public async Task Detach_RunsHandlersWithoutTransaction()
    {
        Transaction? seen = null;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { seen = Transaction.Current; }));
        var plugin = new TransactionScopePlugin();
        buses.Commands.Attach(plugin);
        buses.Commands.Attach(plugin);
        await buses.Commands.DispatchAsync("x");
        Assert.NotNull(seen);

        buses.Commands.Detach(plugin);
        await buses.Commands.DispatchAsync("x");

        Assert.Null(seen);
    }

    private static string Id() => Transaction.Current!.TransactionInformation.LocalIdentifier;

    private static async Task<RunningBuses> StartAsync(params ActorBus.Handlers.HandlerDescriptor[] handlers)
    {
        var buses = await RunningBuses.StartAsync(handlers);
        var plugin = new TransactionScopePlugin();
        buses.Commands.Attach(plugin);
        buses.Events.Attach(plugin);
        buses.Queries.Attach(plugin);
        return buses;
    }

    private void Enlist(string name, bool refuses = false, Action? onEnd = null) =>
        Transaction.Current!.EnlistVolatile(new Resource(_log, name, refuses, onEnd), EnlistmentOptions.None);

    private sealed class Nobody : IAuthorizationService
    {
        public ValueTask<bool> IsGrantedAsync(string messageName, object? context, CancellationToken cancellationToken) => new(false);
    }

    private sealed class Resource(ConcurrentQueue<string> log, string name, bool refuses, Action? onEnd) : IEnlistmentNotification
    {
        public void Prepare(PreparingEnlistment preparingEnlistment)
        {
            if (refuses) preparingEnlistment.ForceRollback();
            else preparingEnlistment.Prepared();
        }

        public void Commit(Enlistment enlistment) => End("commit", enlistment);

        public void Rollback(Enlistment enlistment) => End("rollback", enlistment);

        public void InDoubt(Enlistment enlistment) => End("in doubt", enlistment);

        private void End(string how, Enlistment enlistment)
        {
            log.Enqueue($"{how} {name}");
            enlistment.Done();
            onEnd?.Invoke();
        }
    }
}
