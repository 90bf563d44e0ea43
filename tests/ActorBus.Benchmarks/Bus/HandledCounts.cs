namespace ActorBus.Benchmarks.Bus;

/// <summary>How many messages the handlers were given, by handler; the last three listen to the same event.</summary>
internal readonly record struct HandledCounts(long Commands, long Queries, long First, long Second, long Third)
{
    /// <summary>Returns what came to one number after another.</summary>
    public static HandledCounts operator -(HandledCounts later, HandledCounts earlier) => new(
        later.Commands - earlier.Commands, later.Queries - earlier.Queries,
        later.First - earlier.First, later.Second - earlier.Second, later.Third - earlier.Third);

    /// <summary>Returns what so many operations come to.</summary>
    public static HandledCounts operator *(HandledCounts one, long operations) => new(
        one.Commands * operations, one.Queries * operations, one.First * operations, one.Second * operations, one.Third * operations);
}
