using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ActorBus.Hosting.Logs;

/// <summary>Makes <c>-v</c> on the command line override the log level that the program configures for ActorBus.</summary>
internal sealed class ConsoleLevel : IPostConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>
{
    private CancellationTokenSource _changed = new();
    private LogLevel? _level;

    /// <inheritdoc/>
    public string Name => Options.DefaultName;

    /// <summary>Sets the level, also for existing loggers.</summary>
    public void Set(LogLevel level)
    {
        _level = level;
        Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();
    }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

    /// <inheritdoc/>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (_level is not { } level) return;
        foreach (var rule in options.Rules.Where(rule => rule.CategoryName?.StartsWith("ActorBus", StringComparison.Ordinal) ?? false).ToArray())
            options.Rules.Remove(rule);
        options.Rules.Add(new LoggerFilterRule(null, "ActorBus", level, null));
    }
}
