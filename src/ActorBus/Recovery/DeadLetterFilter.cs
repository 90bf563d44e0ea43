using System.IO.Enumeration;

namespace ActorBus.Recovery;

/// <summary>Which dead letters are meant; everything that is set must hold.</summary>
/// <remarks>Texts are compared without regard to case; <c>*</c> stands for any text and <c>?</c> for one character.</remarks>
public sealed record DeadLetterFilter
{
    /// <summary>All of them.</summary>
    public static DeadLetterFilter All { get; } = new();

    /// <summary>These entries and no others; one that is not there is an error. Null for no choice by id.</summary>
    public IReadOnlyCollection<string>? EntryIds { get; init; }

    /// <summary>The name of the message.</summary>
    public string? Name { get; init; }

    /// <summary>The handler that failed.</summary>
    public string? Handler { get; init; }

    /// <summary>Why they are here.</summary>
    public DeadLetterReason? Reason { get; init; }

    /// <summary>The full name of the exception's type.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>Only those that failed at this time or later; those without a time are not meant.</summary>
    public DateTimeOffset? FailedFrom { get; init; }

    /// <summary>Only those that failed before this time; those without a time are not meant.</summary>
    public DateTimeOffset? FailedBefore { get; init; }

    /// <summary>The entries with these ids.</summary>
    public static DeadLetterFilter Entries(params IReadOnlyCollection<string> entryIds)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return new DeadLetterFilter { EntryIds = entryIds };
    }

    /// <summary>Whether a dead letter is meant.</summary>
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
