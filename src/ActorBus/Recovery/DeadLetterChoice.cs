namespace ActorBus.Recovery;

/// <summary>Which dead letters one call takes: those of a filter, and each entry id once.</summary>
internal sealed class DeadLetterChoice
{
    private readonly DeadLetterFilter _filter;
    private readonly HashSet<string>? _missing;

    /// <summary>The choice that a filter makes.</summary>
    public DeadLetterChoice(DeadLetterFilter filter)
        : this(filter, filter.EntryIds is { } ids ? new HashSet<string>(ids, StringComparer.Ordinal) : null)
    {
    }

    private DeadLetterChoice(DeadLetterFilter filter, HashSet<string>? missing)
    {
        _missing = missing;
        _filter = filter with { EntryIds = null };
    }

    /// <summary>The entry ids that did not come up yet.</summary>
    public IReadOnlyCollection<string> Missing => _missing ?? [];

    /// <summary>Whether this one is taken.</summary>
    public bool Takes(DeadLetterEntry entry) => _filter.Matches(entry) && (_missing is null || _missing.Remove(entry.EntryId));

    /// <summary>The same choice without what failed later.</summary>
    public DeadLetterChoice Before(DateTimeOffset moment) => new(
        _filter.FailedBefore < moment ? _filter : _filter with { FailedBefore = moment }, _missing);
}
