using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>Raw messages on one broker, with one connection for publishing and one for each running consumer.</summary>
internal sealed class RawBus(
    IBroker broker, MessageConverters converters, RawBusOptions options, ILogger log, TimeProvider time, bool declare = true,
    RawConnection? connection = null, RawQueueWatch? watch = null, Action<Registration>? register = null) : IRawBus
{
    private readonly RawConnection _connection = connection ?? new(broker, options.OnQueueMismatch, log, time);

    /// <summary>Returns the default options of a service.</summary>
    /// <param name="service">The name of the service.</param>
    /// <param name="isTargetNamed">Whether it is said elsewhere where rejected messages go; otherwise they become dead letters of the service.</param>
    public static RawBusOptions DefaultsFor(string service, bool isTargetNamed = false) => new()
    {
        AppName = service,
        DeadLetterExchange = isTargetNamed ? null : "",
        DeadLetterRoutingKey = isTargetNamed ? null : QueueNames.DeadLetters(service),
        DeadLetters = RecoveryQueues.DeadLetters(service),
    };

    /// <inheritdoc/>
    public IRawBus With(IReadOnlyDictionary<string, object?> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var all = new Dictionary<string, object?>(options.Headers, StringComparer.Ordinal);
        foreach (var (name, value) in headers) all[name] = value;
        return new RawBus(broker, converters, options.WithHeaders(all), log, time, declare, _connection, watch, register);
    }

    /// <inheritdoc/>
    public RawPublisher Routing(string routingKey)
    {
        ArgumentNullException.ThrowIfNull(routingKey);
        return Publisher(
            new Topology { Exchanges = [new ExchangeDeclaration(options.ApplicationExchange, options.ApplicationExchangeKind)] },
            options.ApplicationExchange, routingKey);
    }

    /// <inheritdoc/>
    public RawPublisher Exchange(string exchange, string routingKey, ExchangeKind? declareAs = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(routingKey);
        var topology = declareAs is { } kind && exchange.Length > 0 ? new Topology { Exchanges = [new ExchangeDeclaration(exchange, kind)] } : new Topology();
        return Publisher(topology, exchange, routingKey);
    }

    /// <inheritdoc/>
    public RawPublisher Publisher(string name)
    {
        var chosen = Find(options.Publishers, "publisher", name);
        var exchanges = chosen.ExchangeKind is { } kind ? (ExchangeDeclaration[])[new ExchangeDeclaration(chosen.Exchange, kind)] : [];
        var publisher = new RawPublisher(options, converters, _connection, Declared(new Topology { Exchanges = exchanges }), chosen);
        return chosen.Queue is { } queue && declare ? publisher.Bind(queue) : publisher;
    }

    /// <inheritdoc/>
    public RawConsumer Consumer(string name)
    {
        var chosen = Find(options.Consumers, "consumer", name);
        var consumer = chosen.Events is { } pattern ? Events(pattern) : Queue(chosen.Queue!, chosen.Declare ? declaration => declaration : null);
        return watch?.StatusOf(name) is { } status ? consumer.ShownAs(status) : consumer;
    }

    /// <inheritdoc/>
    public Task DispatchAsync(
        string name, object body, IReadOnlyDictionary<string, object?>? headers = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(body);
        var json = converters.ToBytes(body, MediaTypes.Json);
        if (json.Span.IsEmpty || json.Span.SequenceEqual("{}"u8) || json.Span.SequenceEqual("[]"u8) || json.Span.SequenceEqual("null"u8))
            throw new ArgumentException($"The event '{name}' was not published: its body is empty. Give it one.", nameof(body));

        // The name comes first, because the first value of a header wins.
        var publisher = Publisher(
            EventTopology(), options.EventExchange, name, [KeyValuePair.Create(PigeonProfile.Category, (object?)name), .. headers ?? new Dictionary<string, object?>()]);
        return publisher.PublishAsync(json, new RawProperties(), mayBeUnrouted: true, cancellationToken);
    }

    /// <inheritdoc/>
    public RawConsumer Events(string pattern = "#")
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (TopicPattern.FaultOf(pattern) is { } fault) throw new ArgumentException($"The events '{pattern}' cannot be consumed: {fault}.", nameof(pattern));
        if (string.IsNullOrWhiteSpace(options.AppName))
            throw new ActorBusException($"The events '{pattern}' cannot be consumed: the options name no application, and its name is a part of the queue's. Set AppName.");
        var queue = PigeonProfile.EventQueue(pattern, options.AppName);
        return Consumer(queue, EventTopology() with
        {
            Queues = RawQueues.Of(RawQueues.Declaration(queue, options), options),
            Bindings = [new BindingDeclaration(options.EventExchange, queue, pattern)],
        });
    }

    /// <inheritdoc/>
    public RawConsumer Queue(string queue, Func<QueueDeclaration, QueueDeclaration>? declare = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return Consumer(queue, declare is null ? new Topology() : new Topology { Queues = RawQueues.Of(declare(RawQueues.Declaration(queue, options)), options) });
    }

    /// <summary>Closes the connection for publishing. Not a Dispose method, because containers that resolve the bus would call it.</summary>
    public ValueTask CloseAsync() => _connection.DisposeAsync();

    private T Find<T>(IDictionary<string, T> known, string what, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return known.TryGetValue(name, out var chosen) ? chosen : throw new ActorBusException(
            $"The application '{options.AppName}' has no raw {what} '{name}'; it has "
            + $"{(known.Count == 0 ? "none" : string.Join(", ", known.Keys.Order(StringComparer.Ordinal).Select(one => $"'{one}'")))}. "
            + $"Add it below 'raw.{what}s', or correct the name.");
    }

    private Topology EventTopology() => new() { Exchanges = [new ExchangeDeclaration(options.EventExchange, ExchangeKind.Topic)] };

    private Topology Declared(Topology topology) => declare ? topology : new Topology();

    private RawPublisher Publisher(Topology topology, string exchange, string routingKey, params KeyValuePair<string, object?>[] headers) =>
        new(options, converters, _connection, Declared(topology), new RawPublisherOptions { Exchange = exchange, RoutingKey = routingKey }, headers);

    private RawConsumer Consumer(string queue, Topology topology) => new(new RawConsumerParts(
        broker, converters, options, queue, Declared(topology), log, time,
        (asked, body, cancellationToken) => Exchange("", asked.ReplyTo!).PublishAsync(
            body, new RawProperties { CorrelationId = asked.CorrelationId }, cancellationToken))
    { Register = register });
}
