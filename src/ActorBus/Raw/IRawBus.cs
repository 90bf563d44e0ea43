
namespace ActorBus.Raw;

/// <summary>
/// Messages as they are on the broker: publish to any exchange and routing key, consume any queue, settle by hand. For peers
/// that keep no agreement of ActorBus's, and for code that comes from Pigeon.
/// </summary>
/// <remarks>
/// No handlers, retries or dead letters of ActorBus: what a callback does not settle stays unsettled. Published messages are
/// persistent unless said otherwise, and awaited until the broker has confirmed them. Thread-safe.
/// </remarks>
public interface IRawBus
{
    /// <summary>The same bus with more headers for every message it publishes, in place of those of the options that have the same name.</summary>
    /// <param name="headers">The headers; a value that is a <see cref="Func{TResult}"/> of object is asked at each publish. A dot in a name nests.</param>
    IRawBus With(IReadOnlyDictionary<string, object?> headers);

    /// <summary>A publisher to the application's exchange under a routing key.</summary>
    RawPublisher Routing(string routingKey);

    /// <summary>A publisher to an exchange; empty for the default exchange, whose routing keys are names of queues.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="routingKey">The routing key.</param>
    /// <param name="declareAs">As what it is declared, durable, before the first publish; null where it exists.</param>
    RawPublisher Exchange(string exchange, string routingKey, Brokers.ExchangeKind? declareAs = null);

    /// <summary>A publisher that the options, or configuration, know by name.</summary>
    /// <exception cref="ActorBusException">There is none of that name.</exception>
    RawPublisher Publisher(string name);

    /// <summary>A consumer that the options, or configuration, know by name.</summary>
    /// <exception cref="ActorBusException">There is none of that name.</exception>
    RawConsumer Consumer(string name);

    /// <summary>Publishes an event: the routing key and the header <c>category</c> are its name.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="body">What is converted to JSON.</param>
    /// <param name="headers">More headers; they cannot take the place of <c>category</c>. A dot in a name nests.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have been sent.</param>
    /// <exception cref="ArgumentException">The body is empty; nothing was sent.</exception>
    /// <exception cref="Distribution.DeliveryFailedException">It was not stored, or that is not known. That nobody listens is no error.</exception>
    Task DispatchAsync(
        string name, object body, IReadOnlyDictionary<string, object?>? headers = null, CancellationToken cancellationToken = default);

    /// <summary>A consumer of an event, or of all that fit a pattern (<c>#</c>: of all there are), through a queue of this application.</summary>
    RawConsumer Events(string pattern = "#");

    /// <summary>A consumer of a queue.</summary>
    /// <param name="queue">The queue; declared when <paramref name="declare"/> is given, else it must exist.</param>
    /// <param name="declare">Changes the declaration: quorum, durable, with the dead letter target of the options.</param>
    RawConsumer Queue(string queue, Func<Brokers.QueueDeclaration, Brokers.QueueDeclaration>? declare = null);
}
