namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Entries of a class that fulfil a condition.</summary>
internal sealed class CustomFilter<TLogEvent>(Predicate<TLogEvent> predicate) : LogFilter
    where TLogEvent : LogEvent
{
    public override bool Fits(LogEvent entry) => entry is TLogEvent typed && predicate(typed);

    public override string ToString() => $"{typeof(TLogEvent).Name} that fulfils a condition of the test";
}
