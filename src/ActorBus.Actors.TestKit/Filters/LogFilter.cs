namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Tells whether a log entry is one a test waits for.</summary>
internal abstract class LogFilter
{
    public abstract bool Fits(LogEvent entry);

    /// <summary>Whether the source fits: the whole path, or its end from a '/' on.</summary>
    protected static bool SourceFits(string? source, string actual) =>
        source is null || actual == source || (source.StartsWith('/') && actual.EndsWith(source, StringComparison.Ordinal));
}
