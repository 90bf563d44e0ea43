using Akka.Event;

namespace ActorBus.TestKit;

/// <summary>Remembers what is logged. Thread-safe.</summary>
internal sealed class RecordingLog : ILoggingAdapter
{
    private readonly Lock _gate = new();
    private readonly List<string> _entries = [];

    public ILogMessageFormatter Formatter => DefaultLogMessageFormatter.Instance;

    public bool IsDebugEnabled => false;

    public bool IsInfoEnabled => true;

    public bool IsWarningEnabled => true;

    public bool IsErrorEnabled => true;

    /// <summary>What was logged so far.</summary>
    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_gate) return [.. _entries];
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.DebugLevel;

    public void Log(LogLevel logLevel, Exception? cause, string format) => Add(logLevel, cause, format);

    public void Log(LogLevel logLevel, Exception? cause, LogMessage message) => Add(logLevel, cause, message.ToString() ?? "");

    private void Add(LogLevel level, Exception? cause, string text)
    {
        lock (_gate) _entries.Add(cause is null ? $"{level}: {text}" : $"{level}: {text} {cause}");
    }
}
