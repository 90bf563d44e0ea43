using RabbitMQ.Client;

namespace ActorBus.Benchmarks.RabbitMq.Raw;

/// <summary>Consumes by hand: handles on the library's own thread and acknowledges a quarter of the prefetch in one frame.</summary>
/// <remarks>A handler that is not done at once holds up the acknowledgements, not the handling, of those behind it.</remarks>
internal sealed class RawConsumer : AsyncDefaultBasicConsumer
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(1);
    private readonly Func<ReadOnlyMemory<byte>, IReadOnlyBasicProperties, Task> _handle;
    private readonly Lock _gate = new();
    private readonly Queue<(ulong Tag, Task Handling)> _running = new();
    private readonly Timer _timer;
    private readonly int _batch;
    private string _tag = "";
    private ulong _handled;
    private ulong _acknowledged;
    private bool _timed;

    private RawConsumer(IChannel channel, int prefetch, Func<ReadOnlyMemory<byte>, IReadOnlyBasicProperties, Task> handle)
        : base(channel)
    {
        _handle = handle;
        _batch = Math.Max(1, prefetch / 4);
        _timer = new Timer(_ => _ = AcknowledgeAsync(atOnce: true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public static async Task<RawConsumer> StartAsync(
        IConnection connection, string queue, int prefetch, Func<ReadOnlyMemory<byte>, IReadOnlyBasicProperties, Task> handle)
    {
        var channel = await connection.CreateChannelAsync();
        var consumer = new RawConsumer(channel, prefetch, handle);
        await channel.BasicQosAsync(0, (ushort)prefetch, false);
        consumer._tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        return consumer;
    }

    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var handling = _handle(body, properties);
        lock (_gate)
        {
            if (_running.Count == 0 && handling.IsCompletedSuccessfully)
            {
                _handled = deliveryTag;
            }
            else
            {
                _running.Enqueue((deliveryTag, handling));
                _ = AcknowledgeAfterAsync(handling);
                return Task.CompletedTask;
            }
        }

        return AcknowledgeAsync(atOnce: false).AsTask();
    }

    public async Task StopAsync()
    {
        await Channel.BasicCancelAsync(_tag);
        await AcknowledgeAsync(atOnce: true);
        await _timer.DisposeAsync();
        await Channel.CloseAsync();
    }

    private async Task AcknowledgeAfterAsync(Task handling)
    {
        await handling;
        lock (_gate)
        {
            while (_running.TryPeek(out var first) && first.Handling.IsCompletedSuccessfully) _handled = _running.Dequeue().Tag;
        }

        await AcknowledgeAsync(atOnce: false);
    }

    private ValueTask AcknowledgeAsync(bool atOnce)
    {
        lock (_gate)
        {
            if (atOnce) _timed = false;
            if (_handled == _acknowledged) return ValueTask.CompletedTask;
            if (!atOnce && _handled - _acknowledged < (ulong)_batch)
            {
                if (!_timed) _timer.Change(LongestWait, Timeout.InfiniteTimeSpan);
                _timed = true;
                return ValueTask.CompletedTask;
            }

            _acknowledged = _handled;
            return Channel.BasicAckAsync(_handled, multiple: true);
        }
    }
}
