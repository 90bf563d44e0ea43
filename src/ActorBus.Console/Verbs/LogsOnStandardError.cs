using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Verbs;

/// <summary>Has the console logger of the host write to standard error, so that standard output holds what the verb writes and nothing else.</summary>
internal sealed class LogsOnStandardError : IDisposable
{
    private readonly IDisposable? _reloads;

    /// <summary>Redirects the loggers that exist and those to come, until the end of the process.</summary>
    public LogsOnStandardError(IServiceProvider services)
    {
        // The logger reads the level with each line, of the one object that the monitor holds until configuration is loaded again.
        if (services.GetService<IOptionsMonitor<ConsoleLoggerOptions>>() is not { } options) return;
        Redirect(options.CurrentValue);
        _reloads = options.OnChange(Redirect);
    }

    /// <summary>No longer follows configuration.</summary>
    public void Dispose() => _reloads?.Dispose();

    private static void Redirect(ConsoleLoggerOptions options) => options.LogToStandardErrorThreshold = LogLevel.Trace;
}
