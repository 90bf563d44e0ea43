namespace ActorBus.Recovery;

/// <summary>Selects the dead letters for one operation: those that match a filter, and each entry id once.</summary>
internal sealed class DeadLetterChoice
{
    private readonly DeadLetterFilter _filter;
    private readonly HashSet<string>? _missing;

    /// <summary>Initializes the selection with a filter.</summary>
    public DeadLetterChoice(DeadLetterFilter filter)
        : this(filter, filter.EntryIds is { } ids ? new HashSet<string>(ids, StringComparer.Ordinal) : null)
    {
    }

    private DeadLetterChoice(DeadLetterFilter filter, HashSet<string>? missing)
    {
        _missing = missing;
        _filter = filter with { EntryIds = null };
    }

    /// <summary>The entry ids that have not been found yet.</summary>
    public IReadOnlyCollection<string> Missing => _missing ?? [];

    /// <summary>Returns whether the dead letter is selected, and marks its entry id as found.</summary>
    public bool Takes(DeadLetterEntry entry) => _filter.Matches(entry) && (_missing is null || _missing.Remove(entry.EntryId));

    /// <summary>Returns the same selection, restricted to dead letters that failed before a moment.</summary>
    public DeadLetterChoice Before(DateTimeOffset moment) => new(
        _filter.FailedBefore < moment ? _filter : _filter with { FailedBefore = moment }, _missing);
}
