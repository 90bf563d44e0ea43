namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Something that carries messages over RabbitMQ: confirmed, persistent, mandatory, through a quorum queue, settled by hand.</summary>
internal interface IRabbitMqSubject : IAsyncDisposable
{
    /// <summary>The name in the tables.</summary>
    string Name { get; }

    /// <summary>The queue that its messages go through.</summary>
    string Queue { get; }

    /// <summary>False for a variant of another subject that publishes just as that one does.</summary>
    bool Publishes { get; }

    /// <summary>False for a variant of another subject that consumes just as that one does.</summary>
    bool Consumes { get; }

    /// <summary>Connects to send.</summary>
    Task StartAsync();

    /// <summary>Declares the queue and begins to consume it.</summary>
    Task StartConsumerAsync();

    /// <summary>Ends consuming, and acknowledges what was handled.</summary>
    Task StopConsumerAsync();

    /// <summary>Sends the same body many times, as fast as it can; ends when all are confirmed, fails when one is not.</summary>
    Task PublishAsync(byte[] body, int count);

    /// <summary>Sends a body; ends when it is confirmed.</summary>
    Task SendAsync(byte[] body);

    /// <summary>Sends a body as a query and waits for its answer.</summary>
    Task AskAsync(byte[] body);
}
