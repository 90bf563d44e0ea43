namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Errors with an exception of a type.</summary>
internal sealed class ErrorFilter(Type exceptionType, bool checkInner, TextRule text, string? source) : LogFilter
{
    public override bool Fits(LogEvent entry) => entry is Error { Cause: { } cause }
        && Chain(cause).Any(exception => exceptionType.IsInstanceOfType(exception) && TextFits(exception, entry))
        && SourceFits(source, entry.LogSource);

    public override string ToString() =>
        $"ERROR with a {exceptionType.Name}{text.Description}{(source is null ? "" : $" from '{source}'")}";

    private bool TextFits(Exception exception, LogEvent entry) =>
        text.Fits(exception.Message) || text.Fits(entry.Message.ToString() ?? "");

    private IEnumerable<Exception> Chain(Exception outermost)
    {
        for (var exception = outermost; exception is not null; exception = checkInner ? exception.InnerException : null)
            yield return exception;
    }
}
