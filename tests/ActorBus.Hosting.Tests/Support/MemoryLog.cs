using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>Keeps everything that is logged, on every level, exceptions and scopes' values included.</summary>
internal sealed class MemoryLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Everything so far.</summary>
    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values) _lines.Enqueue(string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")));
    }

    public void Dispose()
    {
    }
}
