using System.Threading.Channels;

namespace ActorBus.Brokers;

/// <summary>Reads the deliveries of a queue one at a time through a separate connection.</summary>
/// <remarks>Supports one reader. Disposing it closes the connection, which returns unsettled deliveries in the order of the queue.</remarks>
internal sealed class DeliveryStream : IAsyncDisposable
{
    private readonly Channel<Delivery> _arrived = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly string _queue;
    private readonly TimeProvider _time;
    private IBrokerConnection? _connection;
    private IBrokerSubscription? _subscription;

    private DeliveryStream(string queue, TimeProvider time)
    {
        _queue = queue;
        _time = time;
    }

    /// <summary>Connects and begins to consume.</summary>
    /// <exception cref="BrokerException">The broker cannot be reached, or the queue does not exist.</exception>
    public static async Task<DeliveryStream> OpenAsync(
        IBroker broker, string queue, int prefetch, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = new DeliveryStream(queue, time);
        stream._connection = await broker.ConnectAsync(ConnectionPurpose.Consume, stream.OnEvent, cancellationToken).ConfigureAwait(false);
        try
        {
            stream._subscription = await stream._connection.ConsumeAsync(
                queue, prefetch, delivery => stream._arrived.Writer.TryWrite(delivery), stopped => stream.End(stopped.Reason),
                cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream._connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns the next delivery; null when none arrived within the limit.</summary>
    /// <exception cref="BrokerException">The connection or subscription was lost.</exception>
    public async ValueTask<Delivery?> ReadAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_arrived.Reader.TryRead(out var next)) return next;
        using var timeUp = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeUp.Token);
        try
        {
            await _arrived.Reader.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return _arrived.Reader.TryRead(out next) ? next : null;
    }

    /// <summary>Stops receiving; deliveries received so far can still be settled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _subscription!.StopAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerException) when (!_connection!.IsOpen)
        {
            // The connection is gone, and the subscription with it, which is what was requested.
        }
    }

    public ValueTask DisposeAsync() => _connection!.DisposeAsync();

    private void OnEvent(ConnectionEvent what)
    {
        if (what is ConnectionEvent.Closed closed) End(closed.Reason);
    }

    private void End(string reason) => _arrived.Writer.TryComplete(new BrokerException(
        $"Consuming queue '{_queue}' was ended from outside: {reason}. What was unsettled is back in the queue; try again.", isTransient: true));
}
