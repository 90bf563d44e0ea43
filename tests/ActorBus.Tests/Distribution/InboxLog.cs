using Microsoft.Extensions.Logging;

namespace ActorBus.Tests.Distribution;

/// <summary>Puts what is logged into an inbox, as text: level, entry, exception, values.</summary>
internal sealed class InboxLog(Inbox<string> entries) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Add($"{logLevel} {formatter(state, exception)} {exception} {ValuesOf(state)}");

    public void Dispose()
    {
    }

    private static string ValuesOf(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))
        : "";
}
