namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Dead letters.</summary>
internal sealed class DeadLetterFilter(Type? type, Func<object, bool> isMatch, string? source) : LogFilter
{
    public override bool Fits(LogEvent entry) => entry.Message is DeadLetter letter
        && (type is null || type.IsInstanceOfType(letter.Message))
        && isMatch(letter.Message)
        && SourceFits(source, entry.LogSource);

    public override string ToString() => $"dead letter{(type is null ? "" : $" of {type.Name}")}{(source is null ? "" : $" to '{source}'")}";
}
