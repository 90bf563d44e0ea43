using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Verbs;

/// <summary>Makes the console logger of the host write to standard error, so that standard output contains only the output of the verb.</summary>
internal sealed class LogsOnStandardError : IDisposable
{
    private readonly IDisposable? _reloads;

    /// <summary>Redirects existing and future loggers until the end of the process.</summary>
    public LogsOnStandardError(IServiceProvider services)
    {
        // The logger reads the threshold for each line from the object that the monitor holds until configuration is reloaded.
        if (services.GetService<IOptionsMonitor<ConsoleLoggerOptions>>() is not { } options) return;
        Redirect(options.CurrentValue);
        _reloads = options.OnChange(Redirect);
    }

    /// <summary>Stops following configuration changes.</summary>
    public void Dispose() => _reloads?.Dispose();

    private static void Redirect(ConsoleLoggerOptions options) => options.LogToStandardErrorThreshold = LogLevel.Trace;
}
