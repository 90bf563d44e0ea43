namespace ActorBus.Benchmarks.Bus;

/// <summary>Something that dispatches the messages of the benchmark inside the process.</summary>
internal interface IBusSubject : IAsyncDisposable
{
    /// <summary>The name in the tables.</summary>
    string Name { get; }

    /// <summary>Sends the command and waits until it is handled.</summary>
    Task CommandAsync(PlaceOrder command);

    /// <summary>Asks the query.</summary>
    Task<OrderCount> QueryAsync(CountOrders query);

    /// <summary>Publishes the event and waits until all three listeners have handled it.</summary>
    Task EventAsync(OrderPlaced @event);

    /// <summary>Begins a turn.</summary>
    Task ResumeAsync() => Task.CompletedTask;

    /// <summary>Ends a turn: one that works even without messages stops, so that it costs the others nothing.</summary>
    Task PauseAsync() => Task.CompletedTask;
}
