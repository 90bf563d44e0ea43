using Akka.Event;
using Microsoft.Extensions.Logging;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.Hosting.Logs;

/// <summary>Writes what the engine logs to the host's loggers, by category. Not thread-safe: one actor's.</summary>
internal sealed class HostLog(ILoggerFactory loggers)
{
    private readonly Dictionary<string, ILogger> _byCategory = new(StringComparer.Ordinal);

    /// <summary>Writes one entry.</summary>
    public void Write(LogEvent entry)
    {
        var level = entry switch
        {
            Error => HostLevel.Error,
            Warning => HostLevel.Warning,
            Info => HostLevel.Information,
            _ => HostLevel.Debug,
        };
        var category = CategoryOf(entry);
        if (!_byCategory.TryGetValue(category, out var logger)) _byCategory[category] = logger = loggers.CreateLogger(category);
        if (logger.IsEnabled(level)) logger.Log(level, default, entry, entry.Cause, static (one, _) => one.Message?.ToString() ?? "");
    }

    private static string CategoryOf(LogEvent entry) => entry.LogClass == typeof(DummyClassForStringSources)
        ? entry.LogSource.Split('(')[0].TrimEnd()
        : entry.LogClass?.FullName ?? "ActorBus";
}
