using System.IO.Enumeration;

namespace ActorBus.Recovery;

/// <summary>Selects dead letters; all criteria that are set must match.</summary>
/// <remarks>Texts are compared ignoring case; <c>*</c> stands for any text and <c>?</c> for one character.</remarks>
public sealed record DeadLetterFilter
{
    /// <summary>The filter that matches all dead letters.</summary>
    public static DeadLetterFilter All { get; } = new();

    /// <summary>The entry ids to select; an id that does not exist is an error. Null to not select by id.</summary>
    public IReadOnlyCollection<string>? EntryIds { get; init; }

    /// <summary>The name of the message.</summary>
    public string? Name { get; init; }

    /// <summary>The handler that failed.</summary>
    public string? Handler { get; init; }

    /// <summary>The reason of dead-lettering.</summary>
    public DeadLetterReason? Reason { get; init; }

    /// <summary>The full type name of the exception.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The earliest time of failure, inclusive; dead letters without a time do not match.</summary>
    public DateTimeOffset? FailedFrom { get; init; }

    /// <summary>The latest time of failure, exclusive; dead letters without a time do not match.</summary>
    public DateTimeOffset? FailedBefore { get; init; }

    /// <summary>Creates a filter that selects the entries with these ids.</summary>
    public static DeadLetterFilter Entries(params IReadOnlyCollection<string> entryIds)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return new DeadLetterFilter { EntryIds = entryIds };
    }

    /// <summary>Returns whether a dead letter matches the filter.</summary>
    public bool Matches(DeadLetterEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (EntryIds is null || EntryIds.Contains(entry.EntryId))
            && (Reason is null || Reason == entry.Reason)
            && Fits(Name, entry.Name)
            && Fits(Handler, entry.Handler)
            && Fits(ExceptionType, entry.ExceptionType)
            && (FailedFrom is null || entry.LastFailedAt >= FailedFrom)
            && (FailedBefore is null || entry.LastFailedAt < FailedBefore);
    }

    private static bool Fits(string? pattern, string? text) =>
        pattern is null || (text is not null && FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true));
}
