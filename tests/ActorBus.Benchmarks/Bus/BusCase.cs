namespace ActorBus.Benchmarks.Bus;

/// <summary>A kind of message, dispatched and awaited by one caller or by many.</summary>
/// <param name="Name">The name in the tables.</param>
/// <param name="Concurrent">True for many callers at the same time, each awaiting one operation after the other.</param>
/// <param name="Dispatch">One operation.</param>
/// <param name="Expected">What the handlers are given for one operation.</param>
internal sealed record BusCase(string Name, bool Concurrent, Func<IBusSubject, Task> Dispatch, HandledCounts Expected)
{
    private static readonly PlaceOrder Command = new(1);
    private static readonly CountOrders Query = new(1);
    private static readonly OrderPlaced Event = new(1);
    private static readonly HandledCounts OneCommand = new(1, 0, 0, 0, 0);
    private static readonly HandledCounts OneQuery = new(0, 1, 0, 0, 0);
    private static readonly HandledCounts OneEvent = new(0, 0, 1, 1, 1);

    /// <summary>All cases.</summary>
    public static readonly IReadOnlyList<BusCase> All =
    [
        new("command-sequential", false, subject => subject.CommandAsync(Command), OneCommand),
        new("command-concurrent", true, subject => subject.CommandAsync(Command), OneCommand),
        new("query-sequential", false, subject => subject.QueryAsync(Query), OneQuery),
        new("query-concurrent", true, subject => subject.QueryAsync(Query), OneQuery),
        new("event-3", false, subject => subject.EventAsync(Event), OneEvent),
        new("event-3-concurrent", true, subject => subject.EventAsync(Event), OneEvent),
    ];
}
