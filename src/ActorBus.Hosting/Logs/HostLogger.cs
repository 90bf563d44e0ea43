using Microsoft.Extensions.Logging;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.Hosting.Logs;

/// <summary>
/// Hands the engine's log to the host's. Parent: the user guardian, which restarts it; it has no state but a cache. Children: none.
/// </summary>
internal sealed class HostLogger : ReceiveActor
{
    private readonly ILoggerFactory _loggers;
    private readonly Dictionary<string, ILogger> _byCategory = new(StringComparer.Ordinal);

    public HostLogger(ILoggerFactory loggers)
    {
        _loggers = loggers;
        Receive<Error>(entry => Write(HostLevel.Error, entry));
        Receive<Warning>(entry => Write(HostLevel.Warning, entry));
        Receive<Info>(entry => Write(HostLevel.Information, entry));
        Receive<Debug>(entry => Write(HostLevel.Debug, entry));
    }

    private void Write(HostLevel level, LogEvent entry)
    {
        var category = CategoryOf(entry);
        if (!_byCategory.TryGetValue(category, out var logger)) _byCategory[category] = logger = _loggers.CreateLogger(category);
        if (logger.IsEnabled(level)) logger.Log(level, default, entry, entry.Cause, static (one, _) => one.Message?.ToString() ?? "");
    }

    private static string CategoryOf(LogEvent entry) => entry.LogClass == typeof(DummyClassForStringSources)
        ? entry.LogSource.Split('(')[0]
        : entry.LogClass?.FullName ?? "ActorBus";
}
