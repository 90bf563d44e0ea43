using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Recovery;

/// <summary>One way through a dead letter queue, from its head to where its tail was at the beginning.</summary>
/// <remarks>
/// Each delivery is settled by who reads it or held until the end, when all goes back in order. What is held stays with the
/// broker only. A connection holds a stretch of the queue; when all of it is held the next connection takes the next stretch, so
/// there is no limit but each stretch's, which is chosen so that what arrives unread takes about 64 MiB at most.
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

    /// <summary>How many waited at the beginning.</summary>
    public long Waiting => _start.Ready;

    /// <summary>When it began, by the clock's timestamp.</summary>
    public long StartedAt { get; }

    /// <summary>True when somebody else took from the queue meanwhile; known for good after disposing.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>How many of those read were acknowledged; said by who does it, before disposing.</summary>
    public long Removed { get; set; }

    /// <summary>Begins.</summary>
    /// <exception cref="DeadLetterException">There is no such queue.</exception>
    public static async Task<DeadLetterScan> BeginAsync(IBroker broker, string queue, TimeProvider time, CancellationToken cancellationToken)
    {
        var watch = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, cancellationToken).ConfigureAwait(false);
        try
        {
            var state = await watch.InspectAsync(queue, cancellationToken).ConfigureAwait(false);
            // An empty queue and one that is too busy to answer look the same; the second look finds it less busy.
            if (state is { Ready: 0 }) state = await watch.InspectAsync(queue, cancellationToken).ConfigureAwait(false);
            return state is null ? throw Missing(broker, queue) : new DeadLetterScan(broker, watch, state, time);
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What to say of a queue that is not there.</summary>
    public static DeadLetterException Missing(IBroker broker, string queue) => new(
        $"There is no dead letter queue '{queue}' on {broker.Address}. Correct the name of the service, or start it once, which declares the queue.");

    /// <summary>The next dead letter; null at the end. Each one is then settled, or held.</summary>
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

            // Others may have taken the rest meanwhile; else the broker is slow. RabbitMQ says of a quorum queue that is too busy
            // to answer that it has no messages and no consumers: there is at least this one.
            var now = await _watch.InspectAsync(_start.Name, cancellationToken).ConfigureAwait(false);
            if (now is null || (now.Ready == 0 && now.Consumers > 0))
            {
                // What was on its way to here has arrived when the subscription has ended.
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

    /// <summary>The last one read stays as it is until the end.</summary>
    public void Hold() => _segments[^1].Held++;

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        var back = 0L;
        try
        {
            // Else the last stretch takes what the first gives back.
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
    /// The broker puts back what a closed connection held a moment after the close; the next stretch has to come behind it, and
    /// who looks next has to see it. Not awaited while others take from the queue, nor for ever.
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
            // With the connection gone the broker puts everything back by itself; nobody can wait for it here.
            IsPartial = true;
        }
    }
}
