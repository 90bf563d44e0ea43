namespace ActorBus;

/// <summary>Forwards messages from a local bus elsewhere, for example to a broker, in place of a handler.</summary>
public interface IMessageProducer
{
    /// <summary>Forwards a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="answer">
    /// For a query, settle it now or later, or throw when queries are not supported. Null for commands and events.
    /// </param>
    /// <param name="cancellationToken">Is cancelled when the dispatch is abandoned.</param>
    Task ProduceAsync(object message, QueryDeferred? answer, CancellationToken cancellationToken);
}
