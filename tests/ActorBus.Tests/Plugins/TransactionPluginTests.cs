using ActorBus.Plugins;

namespace ActorBus.Tests.Plugins;

public sealed class TransactionPluginTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _disposed = new(0);
    private readonly List<string> _log = [];

    [Fact]
    public async Task Dispatch_TwoUnitsOfWork_EndsEachOnce()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));
        buses.Commands.Attach(Plugin("one"));
        buses.Commands.Attach(Plugin("two"));

        await buses.Commands.DispatchAsync("good");

        Assert.Equal(["one commit", "one dispose", "two commit", "two dispose"], _log.Order());
    }

    [Fact]
    public async Task Dispatch_FinalizeListenerStopsPropagation_CommitsAllTheSame()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));
        buses.Commands.Attach(Plugin("one"));
        buses.Commands.AttachFinalize(context => context.StopPropagation());

        await buses.Commands.DispatchAsync("good");

        Assert.Equal(["one commit", "one dispose"], _log);
    }

    [Fact]
    public async Task Dispatch_GivenUpInFinalize_RollsBack()
    {
        using var caller = new CancellationTokenSource();
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));
        buses.Commands.Attach(Plugin("one"));
        buses.Commands.AttachFinalize(_ =>
        {
            caller.Cancel();
            return new ValueTask(new TaskCompletionSource().Task);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buses.Commands.DispatchAsync("good", caller.Token));

        Assert.True(await _disposed.WaitAsync(Soon));
        Assert.Equal(["one rollback", "one dispose"], _log);
    }

    [Fact]
    public async Task Dispatch_GivenUpWhileItBegins_RollsBackWhatBeganTooLate()
    {
        using var caller = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));
        buses.Commands.Attach(new TransactionPlugin(async (_, _) =>
        {
            await caller.CancelAsync();
            await begun.Task;
            return new Work("late", this);
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buses.Commands.DispatchAsync("good", caller.Token));
        begun.SetResult();

        Assert.True(await _disposed.WaitAsync(Soon));
        Assert.Equal(["late rollback", "late dispose"], _log);
    }

    [Fact]
    public async Task Dispatch_CommitFails_FailsTheMessageAndDisposes()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("good", (string _) => { }));
        buses.Commands.Attach(Plugin("broken"));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("good"));

        Assert.Equal("broken commit", error.InnerException!.Message);
        Assert.Equal(["broken commit", "broken dispose"], _log);
    }

    [Fact]
    public async Task Dispatch_RollbackFails_LeavesTheCallerTheFailureOfTheHandler()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("bad", void (string _) => throw new InvalidOperationException("handler")));
        buses.Commands.Attach(Plugin("broken"));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("bad"));

        Assert.Equal("handler", error.InnerException!.Message);
        Assert.Equal(["broken rollback", "broken dispose"], _log);
    }

    private TransactionPlugin Plugin(string name) => new((_, _) => new ValueTask<IUnitOfWork>(new Work(name, this)));

    private sealed class Work(string name, TransactionPluginTests test) : IUnitOfWork
    {
        public Task CommitAsync(CancellationToken cancellationToken) => EndAsync("commit");

        public Task RollbackAsync(CancellationToken cancellationToken) => EndAsync("rollback");

        public ValueTask DisposeAsync()
        {
            test._log.Add($"{name} dispose");
            test._disposed.Release();
            return default;
        }

        private Task EndAsync(string how)
        {
            test._log.Add($"{name} {how}");
            return name == "broken" ? Task.FromException(new InvalidOperationException($"{name} {how}")) : Task.CompletedTask;
        }
    }
}
