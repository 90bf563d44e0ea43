using System.ComponentModel.DataAnnotations;
using ActorBus.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Plugins;

public sealed class ValidationAndTransactionTests
{
    [Fact]
    public async Task ValidationPlugin_BrokenAttributes_ReportsAllAndRunsNoHandler()
    {
        var ran = 0;
        await using var buses = await RunningBuses.StartAsync(Handle.Command(null, (Order _) => { ran++; }));
        buses.Commands.Attach(new ValidationPlugin());

        await buses.Commands.DispatchAsync(new Order { Name = "x", Count = 1 });
        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync(new Order { Count = 100 }));

        Assert.Equal(2, Assert.IsType<MessageValidationException>(error.InnerException).Faults.Count);
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task TransactionPlugin_SuccessAndFailure_CommitsAndRollsBack()
    {
        List<string> log = [];
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("good", (string _) => log.Add("handler")),
            Handle.Command("bad", void (string _) => throw new InvalidOperationException()),
            Handle.Query("bad", int (string _) => throw new InvalidOperationException(), "query bad"));
        var plugin = new TransactionPlugin((_, _) => new ValueTask<IUnitOfWork>(new Work(log)));
        buses.Commands.Attach(plugin);
        buses.Queries.Attach(plugin);
        buses.Commands.Attach(new LoggingPlugin(NullLogger<LoggingPlugin>.Instance));

        await buses.Commands.DispatchAsync("good");
        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("bad"));
        await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("bad"));

        Assert.Equal(["handler", "commit", "dispose", "rollback", "dispose", "rollback", "dispose"], log);
    }

    private sealed class Order
    {
        [Required]
        public string? Name { get; init; }

        [Range(1, 10)]
        public int Count { get; init; }
    }

    private sealed class Work(List<string> log) : IUnitOfWork
    {
        public Task CommitAsync(CancellationToken cancellationToken)
        {
            log.Add("commit");
            return Task.CompletedTask;
        }

        public Task RollbackAsync(CancellationToken cancellationToken)
        {
            log.Add("rollback");
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            log.Add("dispose");
            return default;
        }
    }
}
