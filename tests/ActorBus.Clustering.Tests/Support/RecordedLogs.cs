using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ActorBus.Clustering.Tests.Support;

/// <summary>Keeps the categories, texts and errors of everything that is logged.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly Channel<bool> _added = Channel.CreateUnbounded<bool>();

    public ConcurrentQueue<(string Category, string Text, Exception? Error)> Entries { get; } = new();

    /// <summary>Waits until there is such an entry: an actor writes what actors log, and ends with what it has not written yet.</summary>
    public async Task UntilAsync(Func<(string Category, string Text, Exception? Error), bool> wanted)
    {
        while (!Entries.Any(wanted)) await _added.Reader.ReadAsync().AsTask().WaitAsync(Nodes.Limit);
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Recorder(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            logs.Entries.Enqueue((category, formatter(state, exception), exception));
            logs._added.Writer.TryWrite(true);
        }
    }
}
