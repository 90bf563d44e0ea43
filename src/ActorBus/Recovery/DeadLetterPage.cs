
namespace ActorBus.Recovery;

/// <summary>Some dead letters.</summary>
/// <param name="Entries">Those asked for, in the order asked for.</param>
/// <param name="Total">How many match in all.</param>
/// <param name="IsPartial">True when somebody else held a part of the queue meanwhile, which is missing here.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetterEntry> Entries, long Total, bool IsPartial);
