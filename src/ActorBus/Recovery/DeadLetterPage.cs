
namespace ActorBus.Recovery;

/// <summary>Represents a page of a dead letter listing.</summary>
/// <param name="Entries">The entries of the page, in the requested order.</param>
/// <param name="Total">The total number of matching dead letters.</param>
/// <param name="IsPartial">Whether part of the queue is missing because another consumer held it at the time.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetterEntry> Entries, long Total, bool IsPartial);
