namespace ActorBus;

/// <summary>Takes messages away from a local bus, for example to a broker; stands in place of a handler.</summary>
public interface IMessageProducer
{
    /// <summary>Takes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="answer">
    /// For a query: settle it, now or later, or throw when queries cannot be produced. Null for commands and events.
    /// </param>
    /// <param name="cancellationToken">Fires when the dispatch is given up.</param>
    Task ProduceAsync(object message, QueryDeferred? answer, CancellationToken cancellationToken);
}
