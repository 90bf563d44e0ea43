using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Recovery;

/// <summary>One pass over a dead letter queue, from its head to where its tail was at the beginning.</summary>
/// <remarks>
/// Each delivery is either settled by the reader or held until the end, when all held deliveries return to the queue in order. Held deliveries are
/// kept by the broker only. Each connection holds a segment of the queue; when the whole segment is held, the next connection takes the next segment.
/// So the only limit is that of each segment, which is chosen so that unread deliveries take about 64 MiB at most.
/// </remarks>
internal sealed class DeadLetterScan : IAsyncDisposable
{
    private const int FirstSegment = 200;
    private const int LargestSegment = 20_000;
    private const long UnreadBytes = 64L * 1024 * 1024;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BackLimit = TimeSpan.FromSeconds(30);

    private readonly IBroker _broker;
    private readonly IBrokerConnection _watch;
    private readonly QueueState _start;
    private readonly TimeProvider _time;
    private readonly List<ScanSegment> _segments = [];
    private long _bytes;
    private long _seen;
    private bool _ending;
    private bool _disposed;

    private DeadLetterScan(IBroker broker, IBrokerConnection watch, QueueState start, TimeProvider time)
    {
        _broker = broker;
        _watch = watch;
        _start = start;
        _time = time;
        StartedAt = time.GetTimestamp();
        IsPartial = start.Consumers > 0;
    }

    /// <summary>The number of messages waiting at the beginning.</summary>
    public long Waiting => _start.Ready;

    /// <summary>The time of the beginning, as a timestamp of the time provider.</summary>
    public long StartedAt { get; }

    /// <summary>Whether another consumer took messages from the queue in the meantime; final only after disposal.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The number of acknowledged deliveries; set by the caller before disposal.</summary>
    public long Removed { get; set; }

    /// <summary>Begins a scan.</summary>
    /// <exception cref="DeadLetterException">The queue does not exist.</exception>
    public static async Task<DeadLetterScan> BeginAsync(IBroker broker, string queue, TimeProvider time, CancellationToken cancellationToken)
    {
        var watch = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, cancellationToken).ConfigureAwait(false);
        try
        {
            var state = await watch.InspectAsync(queue, cancellationToken).ConfigureAwait(false);
            // An empty queue and one too busy to answer look the same; by the second look it is less busy.
            if (state is { Ready: 0 }) state = await watch.InspectAsync(queue, cancellationToken).ConfigureAwait(false);
            return state is null ? throw Missing(broker, queue) : new DeadLetterScan(broker, watch, state, time);
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns the exception for a queue that does not exist.</summary>
    public static DeadLetterException Missing(IBroker broker, string queue) => new(
        $"There is no dead letter queue '{queue}' on {broker.Address}. Correct the name of the service, or start it once, which declares the queue.");

    /// <summary>Returns the next dead letter, or null at the end. The caller then settles it or calls <see cref="Hold"/>.</summary>
    public async ValueTask<Delivery?> NextAsync(CancellationToken cancellationToken)
    {
        for (var silences = 0; _seen < _start.Ready; silences++)
        {
            var segment = await SegmentAsync(cancellationToken).ConfigureAwait(false);
            if (await segment.Deliveries.ReadAsync(_ending ? TimeSpan.Zero : Quiet, cancellationToken).ConfigureAwait(false) is { } delivery)
            {
                _seen++;
                _bytes += delivery.Message.Body.Length + 1_024;
                return delivery;
            }

            if (_ending)
            {
                IsPartial = true;
                return null;
            }

            // Other consumers may have taken the rest; otherwise the broker is slow. For a quorum queue too busy to answer, RabbitMQ reports no
            // messages and no consumers, although this consumer exists.
            var now = await _watch.InspectAsync(_start.Name, cancellationToken).ConfigureAwait(false);
            if (now is null || (now.Ready == 0 && now.Consumers > 0))
            {
                // Deliveries under way to this consumer have arrived by the time the subscription has ended.
                await segment.Deliveries.StopAsync(cancellationToken).ConfigureAwait(false);
                _ending = true;
                continue;
            }

            if (silences >= 60)
            {
                throw new BrokerException(
                    $"Queue '{_start.Name}' holds {Printable.Count(now!.Ready, "message")} and {_broker.Address} has handed out none for {Quiet * silences}. Try again later.",
                    isTransient: true);
            }
        }

        return null;
    }

    /// <summary>Holds the last delivery returned until the end.</summary>
    public void Hold() => _segments[^1].Held++;

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        var back = 0L;
        try
        {
            // Otherwise the last segment would receive what the first one returns.
            if (_segments.Count > 0 && !_ending) await _segments[^1].Deliveries.StopAsync(CancellationToken.None).ConfigureAwait(false);
            foreach (var segment in _segments)
            {
                await segment.Deliveries.DisposeAsync().ConfigureAwait(false);
                back += segment.Held;
                await WaitUntilBackAsync(segment == _segments[^1] ? _start.Ready - Removed : back).ConfigureAwait(false);
            }
        }
        finally
        {
            await _watch.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<ScanSegment> SegmentAsync(CancellationToken cancellationToken)
    {
        if (_segments.Count > 0)
        {
            var last = _segments[^1];
            if (_ending || last.Held < last.Size) return last;
            await last.Deliveries.StopAsync(cancellationToken).ConfigureAwait(false);
        }

        var size = _seen == 0 ? FirstSegment : Math.Clamp(UnreadBytes * _seen / _bytes, FirstSegment / 2, LargestSegment);
        size = Math.Min(size, _start.Ready - _seen);
        var deliveries = await DeliveryStream.OpenAsync(_broker, _start.Name, (int)size, _time, cancellationToken).ConfigureAwait(false);
        _segments.Add(new ScanSegment(deliveries, size));
        return _segments[^1];
    }

    /// <summary>
    /// Waits until the broker has returned the messages held by a closed connection to the queue, which happens shortly after the close. The next
    /// segment must come behind them, and the next reader must see them. Does not wait while other consumers take from the queue, and not
    /// indefinitely.
    /// </summary>
    private async Task WaitUntilBackAsync(long count)
    {
        if (IsPartial) return;
        using var limit = new CancellationTokenSource(BackLimit, _time);
        try
        {
            for (var pause = 1; ; pause = Math.Min(2 * pause, 100))
            {
                var now = await _watch.InspectAsync(_start.Name, CancellationToken.None).ConfigureAwait(false);
                if (now is null || now.Ready >= count) return;
                IsPartial = limit.IsCancellationRequested;
                if (IsPartial) return;
                await Task.Delay(TimeSpan.FromMilliseconds(pause), _time, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (BrokerException)
        {
            // Without the connection the broker returns everything by itself, but this cannot be awaited here.
            IsPartial = true;
        }
    }
}
