using System.Text;
using System.Text.Json;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Raw;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.TestKit;

/// <summary>
/// A raw bus without a broker, for tests of code that uses <see cref="IRawBus"/>. It records what is published and what is consumed.
/// </summary>
/// <remarks>
/// Consumers are only registered, and <see cref="RawConsumer.ConsumeAsync"/> completes immediately; <see cref="DispatchConsumerAsync"/> and
/// <see cref="DispatchListenerAsync"/> run the callbacks, and apply the fallback or the failure action of the options when one fails. Thread-safe.
/// </remarks>
public sealed class RawBusFake : IRawBus
{
    private readonly RawBusOptions _options;
    private readonly RecordingBroker _broker;
    private readonly FakeLogger _log;
    private readonly Registrations _consumers;
    private readonly MessageConverters _converters;
    private readonly RawBus _bus;

    /// <summary>Creates a bus without any recorded activity.</summary>
    /// <param name="options">The options of publishers and consumers; null for the defaults, with the app name <c>app</c>.</param>
    /// <param name="converters">The converters of bodies; null for the built-in ones.</param>
    public RawBusFake(RawBusOptions? options = null, MessageConverters? converters = null)
    {
        _options = options ?? new RawBusOptions { AppName = "app" };
        if (_options.Faults() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        _broker = new RecordingBroker();
        _log = new FakeLogger();
        _consumers = new Registrations();
        _converters = converters ?? MessageConverters.Default;
        _bus = new RawBus(_broker, _converters, _options, _log, TimeProvider.System, register: _consumers.Add);
    }

    /// <summary>Everything that was published, including events, in order.</summary>
    public IReadOnlyList<OutgoingMessage> Published => _broker.Published;

    /// <summary>The log entries, each with its level and exception.</summary>
    public IReadOnlyList<string> Log => [.. _log.Collector.GetSnapshot().Select(entry => $"{entry.Level}: {entry.Message} {entry.Exception}".TrimEnd())];

    private IEnumerable<OutgoingMessage> Dispatched => Published.Where(IsEvent);

    /// <inheritdoc/>
    public IRawBus With(IReadOnlyDictionary<string, object?> headers) => _bus.With(headers);

    /// <inheritdoc/>
    public RawPublisher Routing(string routingKey) => _bus.Routing(routingKey);

    /// <inheritdoc/>
    public RawPublisher Exchange(string exchange, string routingKey, ExchangeKind? declareAs = null) => _bus.Exchange(exchange, routingKey, declareAs);

    /// <inheritdoc/>
    public RawPublisher Publisher(string name) => _bus.Publisher(name);

    /// <inheritdoc/>
    public RawConsumer Consumer(string name) => _bus.Consumer(name);

    /// <inheritdoc/>
    public Task DispatchAsync(
        string name, object body, IReadOnlyDictionary<string, object?>? headers = null, CancellationToken cancellationToken = default) =>
        _bus.DispatchAsync(name, body, headers, cancellationToken);

    /// <inheritdoc/>
    public RawConsumer Events(string pattern = "#") => _bus.Events(pattern);

    /// <inheritdoc/>
    public RawConsumer Queue(string queue, Func<QueueDeclaration, QueueDeclaration>? declare = null) => _bus.Queue(queue, declare);

    /// <summary>Asserts that a queue is consumed.</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="timeout">The expected time limit for each message; null to accept any.</param>
    /// <param name="multiple">Whether the consumer is expected to take more than one message; null to accept either.</param>
    /// <exception cref="RawAssertionException">The queue has no consumer, or a different one.</exception>
    public void AssertConsuming(string queue, TimeSpan? timeout = null, bool? multiple = null) => Check(Require(queue), timeout, multiple);

    /// <summary>Asserts that an event or pattern is consumed.</summary>
    /// <exception cref="RawAssertionException">The event has no consumer, or a different one.</exception>
    public void AssertConsumingEvent(string pattern, TimeSpan? timeout = null, bool? multiple = null) => Check(
        _consumers.OfEvent(pattern) ?? throw new RawAssertionException($"No event consumer for [{pattern}] event"), timeout, multiple);

    /// <summary>Asserts that a message, other than an event, was published.</summary>
    /// <param name="routingKey">The expected routing key.</param>
    /// <param name="body">The expected body; JSON is compared by its content.</param>
    /// <exception cref="RawAssertionException">No such message was published.</exception>
    public void AssertPublished(string routingKey, object body)
    {
        if (!Published.Any(message => !IsEvent(message) && message.RoutingKey == routingKey && HasBody(message, body)))
            throw new RawAssertionException($"No message published in [{routingKey}] with body: {Shown(body)}");
    }

    /// <summary>Asserts that an event was dispatched with a body.</summary>
    /// <exception cref="RawAssertionException">No such event was dispatched.</exception>
    public void AssertDispatched(string name, object body)
    {
        if (!Dispatched.Any(message => message.RoutingKey == name && HasBody(message, body)))
            throw new RawAssertionException($"No event [{name}] emitted with body: {Shown(body)}");
    }

    /// <summary>Asserts that an event was not dispatched with a body.</summary>
    /// <exception cref="RawAssertionException">Such an event was dispatched.</exception>
    public void AssertNotDispatched(string name, object body)
    {
        if (Dispatched.Any(message => message.RoutingKey == name && HasBody(message, body)))
            throw new RawAssertionException($"Event [{name}] emitted with body: {Shown(body)}");
    }

    /// <summary>Asserts that no event was dispatched.</summary>
    /// <exception cref="RawAssertionException">At least one event was dispatched.</exception>
    public void AssertNothingDispatched() => AssertDispatchCount(0);

    /// <summary>Asserts the number of dispatched events.</summary>
    /// <exception cref="RawAssertionException">The number of dispatched events differs.</exception>
    public void AssertDispatchCount(int count)
    {
        var names = Dispatched.Select(message => message.RoutingKey).ToArray();
        if (names.Length != count) throw new RawAssertionException($"{names.Length} events were emitted, not {count}: [{string.Join(", ", names)}]");
    }

    /// <summary>Runs the callback that consumes a queue with a message.</summary>
    /// <returns>The settlement of the message; null when it was not settled.</returns>
    /// <exception cref="RawAssertionException">The queue has no consumer.</exception>
    public Task<Settlement?> DispatchConsumerAsync(string queue, object body, RawProperties? properties = null, CancellationToken cancellationToken = default) =>
        Require(queue).RunAsync("", queue, Routing(queue).MessageOf(body, properties ?? new RawProperties()), cancellationToken);

    /// <summary>Runs the callbacks that consume an event, by its name or by a pattern, each with its own copy.</summary>
    /// <returns>The settlement of each copy, in the order in which the consumers were registered; null for a copy that was not settled.</returns>
    /// <exception cref="RawAssertionException">The event has no consumer.</exception>
    public async Task<IReadOnlyList<Settlement?>> DispatchListenerAsync(
        string name, object body, IReadOnlyDictionary<string, object?>? headers = null, CancellationToken cancellationToken = default)
    {
        var listeners = _consumers.ListeningTo(name);
        if (listeners.Count == 0) throw new RawAssertionException($"The event [{name}] has no listeners");
        var publisher = Routing(name).Header(PigeonProfile.Category, name);
        foreach (var (key, value) in headers ?? new Dictionary<string, object?>())
        {
            if (value is not null) publisher = publisher.Header(key, value);
        }

        List<Settlement?> settled = [];
        foreach (var listener in listeners)
            settled.Add(await listener.RunAsync(_options.EventExchange, name, publisher.MessageOf(body, new RawProperties()), cancellationToken).ConfigureAwait(false));
        return settled;
    }

    private static void Check(Registration consumer, TimeSpan? timeout, bool? multiple)
    {
        if (timeout is not null && consumer.Timeout != timeout) throw new RawAssertionException($"The queue [{consumer.Queue}] does not match consumer timeout");
        if (multiple is not null && consumer.Multiple != multiple) throw new RawAssertionException($"The queue [{consumer.Queue}] does not match consumer multiplicity");
    }

    private static JsonElement? Json(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Registration Require(string queue) =>
        _consumers.OfQueue(queue) ?? throw new RawAssertionException($"The queue [{queue}] has no consumer");

    private bool IsEvent(OutgoingMessage message) =>
        message.Exchange == _options.EventExchange && message.Message.Headers.ContainsKey(PigeonProfile.Category);

    private bool HasBody(OutgoingMessage message, object body)
    {
        var (there, wanted) = (message.Message.Body, _converters.ToBytes(body, message.Message.ContentType ?? MediaTypes.Json));
        return there.Span.SequenceEqual(wanted.Span)
            || (Json(there) is { } one && Json(wanted) is { } other && JsonElement.DeepEquals(one, other));
    }

    private string Shown(object body) => Encoding.UTF8.GetString(_converters.ToBytes(body, MediaTypes.Json).Span);
}
