
namespace ActorBus.Raw;

/// <summary>
/// Publishes to any exchange and routing key, and consumes any queue, with messages as they are on the broker. For peers that follow no conventions
/// of ActorBus, and for code ported from Pigeon.
/// </summary>
/// <remarks>
/// Handlers, retries and dead letters of ActorBus do not apply: a message that a callback does not settle stays unsettled. Published messages are
/// persistent unless specified otherwise, and each publish waits for the confirmation of the broker. Thread-safe.
/// </remarks>
public interface IRawBus
{
    /// <summary>
    /// Returns the same bus with additional headers for every message it publishes, which replace those of the options with the same name.
    /// </summary>
    /// <param name="headers">
    /// The headers. A value that is a <see cref="Func{TResult}"/> of object is evaluated at each publish. A dot in a name creates a nested table.
    /// </param>
    IRawBus With(IReadOnlyDictionary<string, object?> headers);

    /// <summary>Returns a publisher to the exchange of the application with a routing key.</summary>
    RawPublisher Routing(string routingKey);

    /// <summary>Returns a publisher to an exchange, or to the default exchange, whose routing keys are names of queues.</summary>
    /// <param name="exchange">The name of the exchange; empty for the default exchange.</param>
    /// <param name="routingKey">The routing key.</param>
    /// <param name="declareAs">The kind with which the exchange is declared, durable, before the first publish; null if it exists.</param>
    RawPublisher Exchange(string exchange, string routingKey, Brokers.ExchangeKind? declareAs = null);

    /// <summary>Returns a publisher that is defined in the options or in configuration.</summary>
    /// <exception cref="ActorBusException">No publisher has this name.</exception>
    RawPublisher Publisher(string name);

    /// <summary>Returns a consumer that is defined in the options or in configuration.</summary>
    /// <exception cref="ActorBusException">No consumer has this name.</exception>
    RawConsumer Consumer(string name);

    /// <summary>Publishes an event, whose name is the routing key and the header <c>category</c>.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="body">The body, which is converted to JSON.</param>
    /// <param name="headers">Additional headers, which cannot replace <c>category</c>. A dot in a name creates a nested table.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may have been sent nevertheless.</param>
    /// <exception cref="ArgumentException">The body is empty; nothing was sent.</exception>
    /// <exception cref="Distribution.DeliveryFailedException">
    /// The message was not stored, or that is not known. Having no subscriber is no error.
    /// </exception>
    Task DispatchAsync(
        string name, object body, IReadOnlyDictionary<string, object?>? headers = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a consumer of an event, or of all events that match a pattern (<c>#</c> for all events), through a queue of this application.
    /// </summary>
    RawConsumer Events(string pattern = "#");

    /// <summary>Returns a consumer of a queue.</summary>
    /// <param name="queue">The name of the queue; it is declared when <paramref name="declare"/> is given, otherwise it must exist.</param>
    /// <param name="declare">
    /// Changes the declaration, which is a durable quorum queue with the dead letter target of the options and without a delivery limit: a message that
    /// ends its process each time returns for ever, unless <see cref="Brokers.QueueDeclaration.DeliveryLimit"/> is set here.
    /// </param>
    RawConsumer Queue(string queue, Func<Brokers.QueueDeclaration, Brokers.QueueDeclaration>? declare = null);
}
