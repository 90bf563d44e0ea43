using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MicrosoftLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.Tests.Actors.Hosting;

public sealed class LoggerFactoryLoggerTests : IDisposable
{
    private const string Settings =
        "akka { loglevel = DEBUG, loggers = [\"Akka.Hosting.Logging.LoggerFactoryLogger, Akka.Hosting\"], log-dead-letters = off }";

    private readonly Sink _sink = new();
    private readonly ActorSystem _system;

    public LoggerFactoryLoggerTests()
    {
        var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(MicrosoftLevel.Trace).AddProvider(_sink));
        var setup = BootstrapSetup.Create().WithConfig(Settings).And(new LoggerFactorySetup(factory));
        _system = ActorSystem.Create("logging", setup);
    }

    public void Dispose() => _system.Terminate().Wait(TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Log_EachLevel_ReachesTheFactory()
    {
        var cause = new TimeoutException("late");
        await _sink.Hears("hello", () => _system.Log.Info("hello"));
        _system.Log.Debug("a debug");
        _system.Log.Info("an info {0}", 5);
        _system.Log.Warning("a warning");
        _system.Log.Error(cause, "an error");

        Assert.Equal(MicrosoftLevel.Debug, (await _sink.Find("a debug")).Level);
        Assert.Equal(MicrosoftLevel.Information, (await _sink.Find("an info 5")).Level);
        Assert.Equal(MicrosoftLevel.Warning, (await _sink.Find("a warning")).Level);
        var error = await _sink.Find("an error");
        Assert.Equal(MicrosoftLevel.Error, error.Level);
        Assert.Same(cause, error.Cause);
    }

    private sealed class Sink : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(MicrosoftLevel Level, string Text, Exception? Cause)> _entries = new();
        private readonly SemaphoreSlim _arrived = new(0);

        public async Task<(MicrosoftLevel Level, string Text, Exception? Cause)> Find(string part)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (true)
            {
                if (_entries.FirstOrDefault(entry => entry.Text.Contains(part, StringComparison.Ordinal)) is { Text: not null } found)
                    return found;
                await _arrived.WaitAsync(limit.Token);
            }
        }

        /// <summary>Akka.NET subscribes its loggers while the system may be used already: says something until it comes.</summary>
        public async Task Hears(string part, Action say)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (!_entries.Any(entry => entry.Text.Contains(part, StringComparison.Ordinal)))
            {
                say();
                await _arrived.WaitAsync(TimeSpan.FromMilliseconds(50), limit.Token);
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(MicrosoftLevel logLevel) => true;

        public void Log<TState>(
            MicrosoftLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            _entries.Enqueue((logLevel, formatter(state, exception), exception));
            _arrived.Release();
        }

        public void Dispose()
        {
        }
    }
}
