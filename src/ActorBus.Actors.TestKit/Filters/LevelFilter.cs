namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Entries at one level.</summary>
internal sealed class LevelFilter(LogLevel level, TextRule text, string? source) : LogFilter
{
    public override bool Fits(LogEvent entry) => entry.LogLevel() == level
        && (text.Fits(entry.Message.ToString() ?? "") || (entry.Cause is { } cause && text.Fits(cause.Message)))
        && SourceFits(source, entry.LogSource);

    public override string ToString() => $"{level.StringFor()}{text.Description}{(source is null ? "" : $" from '{source}'")}";
}
