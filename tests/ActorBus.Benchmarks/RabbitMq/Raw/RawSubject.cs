using System.Collections.Concurrent;
using System.Globalization;
using RabbitMQ.Client;

namespace ActorBus.Benchmarks.RabbitMq.Raw;

/// <summary>The client library used by hand, with the same guarantees and nothing else.</summary>
/// <param name="name">The name in the tables.</param>
/// <param name="address">The address of the broker.</param>
/// <param name="options">The options of the command line.</param>
/// <param name="arrivals">What counts the handled messages.</param>
/// <param name="window">How many publishes of a connection may await confirmation.</param>
/// <param name="connections">How many connections publish.</param>
internal sealed class RawSubject(string name, string address, Options options, Arrivals arrivals, int window, int connections) : IRabbitMqSubject
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _asked = new();
    private readonly List<IConnection> _open = [];
    private readonly List<RawPublisher> _publishers = [];
    private IConnection _receiving = null!;
    private IConnection _answering = null!;
    private RawPublisher _answers = null!;
    private RawConsumer? _consumer;
    private string _replies = "";
    private long _queries;

    public string Name => name;

    public string Queue => $"benchmark-{name}";

    public bool Publishes => true;

    public bool Consumes => window <= 100 && connections == 1;

    public async Task StartAsync()
    {
        for (var i = 0; i < connections; i++) _publishers.Add(await RawPublisher.OpenAsync(await ConnectAsync(), window));
        _receiving = await ConnectAsync();
        _answering = await ConnectAsync();
        _answers = await RawPublisher.OpenAsync(_answering, window);
        await using (var channel = await _receiving.CreateChannelAsync())
            await channel.QueueDeclareAsync(Queue, true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await ListenForRepliesAsync();
    }

    public async Task StartConsumerAsync() => _consumer = await RawConsumer.StartAsync(_receiving, Queue, options.Prefetch, HandleAsync);

    public async Task StopConsumerAsync()
    {
        await _consumer!.StopAsync();
        _consumer = null;
    }

    public Task PublishAsync(byte[] body, int count) =>
        Task.WhenAll(_publishers.Select(publisher => publisher.PublishAsync(Queue, body, count / connections)));

    public Task SendAsync(byte[] body) => _publishers[0].SendAsync(Queue, body);

    public async Task AskAsync(byte[] body)
    {
        var id = Interlocked.Increment(ref _queries).ToString(CultureInfo.InvariantCulture);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answered;
        await _publishers[0].SendAsync(
            Queue, body, new BasicProperties { DeliveryMode = DeliveryModes.Persistent, CorrelationId = id, ReplyTo = _replies });
        await answered.Task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open) await connection.DisposeAsync();
    }

    private async Task ListenForRepliesAsync()
    {
        var channel = await _receiving.CreateChannelAsync();
        _replies = (await channel.QueueDeclareAsync()).QueueName;
        // They go with the connection, so nothing is gained by settling them.
        var consumer = new RabbitMQ.Client.Events.AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, reply) =>
        {
            if (_asked.TryRemove(reply.BasicProperties.CorrelationId!, out var answered)) answered.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(_replies, autoAck: true, consumer);
    }

    private Task HandleAsync(ReadOnlyMemory<byte> body, IReadOnlyBasicProperties properties)
    {
        if (properties.ReplyTo is not { } replyTo)
        {
            arrivals.Add(body.Span);
            return Task.CompletedTask;
        }

        arrivals.Ask();
        // Acknowledged only when the answer is confirmed, but others are answered meanwhile: see the consumer's batches.
        return _answers.SendAsync(replyTo, body.ToArray(), new BasicProperties { CorrelationId = properties.CorrelationId });
    }

    private async Task<IConnection> ConnectAsync()
    {
        var factory = new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false, TopologyRecoveryEnabled = false };
        _open.Add(await factory.CreateConnectionAsync());
        return _open[^1];
    }
}
