namespace ActorBus.Benchmarks.Bus;

/// <summary>Something that dispatches the messages of the benchmark inside the process.</summary>
internal interface IBusSubject : IAsyncDisposable
{
    /// <summary>What the table calls it.</summary>
    string Name { get; }

    /// <summary>Sends the command and waits until it is handled.</summary>
    Task CommandAsync(PlaceOrder command);

    /// <summary>Asks the query.</summary>
    Task<OrderCount> QueryAsync(CountOrders query);

    /// <summary>Publishes the event and waits until all three have handled it.</summary>
    Task EventAsync(OrderPlaced @event);
}
