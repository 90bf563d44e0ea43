using ActorBus.Plugins;
using Microsoft.Extensions.Logging;

namespace ActorBus.Tests.Plugins;

public sealed class LoggingPluginTests
{
    private readonly Lines _lines = new();

    [Fact]
    public async Task Dispatch_EveryOutcome_IsLoggedAsTheCallerSeesIt()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("good", (string _) => { }),
            Handle.Command("bad", void (string _) => throw new InvalidOperationException("command")),
            Handle.Event("bad", void (string _) => throw new InvalidOperationException("event"), "event bad"),
            Handle.Query("bad", int (string _) => throw new InvalidOperationException("query"), "query bad"));
        foreach (var bus in buses.Runtime.Buses) bus.Attach(new LoggingPlugin(_lines));
        buses.Events.CollectExceptions = true;

        await buses.Commands.DispatchAsync("good");
        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("bad"));
        await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("bad"));
        await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("bad"));
        buses.Commands.AttachFinalize(context => context.Exception = null);
        await buses.Commands.DispatchAsync("bad");

        Assert.Equal([LogLevel.Debug, LogLevel.Warning, LogLevel.Warning, LogLevel.Warning, LogLevel.Debug], _lines.Levels);
        Assert.Equal(["command", "query"], _lines.Errors.Where(error => error is not EventListenerException).Select(error => error.Message));
        Assert.Contains(_lines.Errors, error => error is EventListenerException { ListenerExceptions: [{ Message: "event" }] });
    }

    private sealed class Lines : ILogger<LoggingPlugin>
    {
        public List<LogLevel> Levels { get; } = [];

        public List<Exception> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Levels.Add(logLevel);
            if (exception is not null) Errors.Add(exception);
        }
    }
}
