using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution;

namespace ActorBus.Raw;

/// <summary>Consumes one queue with a callback. Immutable: each method returns another consumer.</summary>
public sealed class RawConsumer
{
    private readonly RawConsumerParts _parts;
    private readonly Func<RawDelivery, Task>? _callback;
    private readonly Func<Exception, RawDelivery, Task>? _fallback;

    internal RawConsumer(RawConsumerParts parts, Func<RawDelivery, Task>? callback = null, Func<Exception, RawDelivery, Task>? fallback = null)
    {
        _parts = parts;
        _callback = callback;
        _fallback = fallback;
    }

    /// <summary>The name of the queue.</summary>
    public string QueueName => _parts.Queue;

    /// <summary>Returns a consumer with a callback that processes each message and settles the delivery itself.</summary>
    /// <typeparam name="T">
    /// The type of the body: <see cref="string"/> for the text, <c>byte[]</c> for the bytes, otherwise converted by its media type.
    /// </typeparam>
    public RawConsumer Callback<T>(Func<T, RawDelivery, Task> callback)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new RawConsumer(
            _parts,
            delivery => callback((T)_parts.Converters.FromBytes(delivery.Message.Body, delivery.Message.ContentType, typeof(T)), delivery),
            _fallback);
    }

    /// <summary>
    /// Returns a consumer with a callback that processes the body of each message, which is acknowledged when the callback succeeds.
    /// </summary>
    /// <typeparam name="T">The type of the body, as in <see cref="Callback{T}(Func{T, RawDelivery, Task})"/>.</typeparam>
    public RawConsumer Callback<T>(Func<T, Task> callback)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Callback<T>(async (body, delivery) =>
        {
            await callback(body).ConfigureAwait(false);
            delivery.Ack();
        });
    }

    /// <summary>
    /// Returns a consumer with a fallback that is called when the body cannot be read or the callback throws, instead of
    /// <see cref="RawBusOptions.OnFailure"/>. The fallback settles the delivery itself; when it throws, the consumer ends with that error.
    /// </summary>
    public RawConsumer Fallback(Func<Exception, RawDelivery, Task> fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return new RawConsumer(_parts, _callback, fallback);
    }

    internal RawConsumer ShownAs(BridgeStatus status) => new(_parts with { Status = status }, _callback, _fallback);

    /// <summary>Declares the topology of the consumer, if any, and consumes one message after the other.</summary>
    /// <param name="timeout">How long to wait for the next message; null or zero for no limit.</param>
    /// <param name="multiple">False to end after one message, true to continue until cancelled.</param>
    /// <param name="cancellationToken">Ends the consumer after the running callback; messages that were not processed return to the queue.</param>
    /// <exception cref="TimeoutException">No message arrived in time.</exception>
    /// <exception cref="BrokerException">The broker cannot be reached, or the connection was lost too often.</exception>
    /// <exception cref="OperationCanceledException">The consumer was cancelled.</exception>
    /// <exception cref="InvalidOperationException">No callback is set.</exception>
    public async Task ConsumeAsync(TimeSpan? timeout = null, bool multiple = true, CancellationToken cancellationToken = default)
    {
        if (_callback is null)
            throw new InvalidOperationException($"Queue '{QueueName}' was not consumed: nothing says what to do with its messages. Set a Callback first.");
        if (_parts.Register is { } register)
        {
            var pattern = _parts.Topology.Bindings.FirstOrDefault(binding => binding.Queue == QueueName)?.RoutingKey;
            register(new Registration(QueueName, pattern, timeout, multiple, ProcessOneAsync));
            return;
        }

        var limit = timeout is null || timeout == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : timeout.Value;
        var (opened, failures) = (false, 0);
        var failurePath = new RawFailurePath(_parts);
        var outage = new Outage(_parts.Time);
        DeliveryStream? deliveries = null;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Delivery delivery;
                try
                {
                    if (deliveries is null)
                    {
                        deliveries = await OpenAsync(failurePath, cancellationToken).ConfigureAwait(false);
                        if (outage.End()) _parts.Log.ConsumingAgain(QueueName, outage.Elapsed, outage.Tries);
                    }

                    opened = true;
                    _parts.Status?.Set(BridgeHealth.Open, null);
                    delivery = await deliveries.ReadAsync(limit, cancellationToken).ConfigureAwait(false)
                        ?? throw new TimeoutException($"No message came into queue '{QueueName}' within {timeout}. Wait longer, or look who publishes to it.");
                    failures = 0;
                }
                catch (BrokerException lost) when (opened && lost.IsTransient)
                {
                    if (deliveries is not null) await deliveries.DisposeAsync().ConfigureAwait(false);
                    deliveries = null;
                    _parts.Status?.Set(BridgeHealth.Connecting, lost.Message);
                    await PauseAsync(failures++, outage, lost, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await ProcessAsync(_callback, new RawDelivery(delivery, _parts.Reply, failurePath.Rejected), failurePath, cancellationToken).ConfigureAwait(false);
                if (!multiple) return;
            }
        }
        catch (BrokerException error)
        {
            _parts.Status?.Set(BridgeHealth.Stopped, error.Message);
            throw;
        }
        finally
        {
            if (deliveries is not null) await deliveries.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<DeliveryStream> OpenAsync(RawFailurePath failures, CancellationToken cancellationToken)
    {
        var connection = await _parts.Broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            failures.Opened(await connection.DeclareAsync(_parts.Topology, _parts.Options.OnQueueMismatch, _parts.Log, cancellationToken).ConfigureAwait(false));
        return await DeliveryStream.OpenAsync(_parts.Broker, QueueName, _parts.Options.Prefetch, _parts.Time, cancellationToken).ConfigureAwait(false);
    }

    private Task PauseAsync(int failures, Outage outage, BrokerException lost, CancellationToken cancellationToken)
    {
        if (failures >= _parts.Options.ReconnectAttempts)
        {
            throw new BrokerException(
                $"Queue '{QueueName}' at {_parts.Broker.Address} is no longer consumed, given up after {Printable.Count(failures, "attempt")} to reconnect: {lost.Message}",
                isTransient: true, lost);
        }

        var delay = TimeSpan.FromSeconds(failures + 1);
        switch (failures == 0 ? outage.Lose() : outage.Fail())
        {
            case OutageNews.First:
                _parts.Log.ConsumingInterrupted(QueueName, delay, lost.Message);
                break;
            case OutageNews.Reminder:
                _parts.Log.StillNotConsuming(QueueName, outage.Elapsed, outage.Tries, delay, lost.Message);
                break;
        }

        return Task.Delay(delay, _parts.Time, cancellationToken);
    }

    private Task ProcessOneAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var failures = new RawFailurePath(_parts);
        failures.Opened([]);
        return ProcessAsync(_callback!, new RawDelivery(delivery, _parts.Reply, failures.Rejected), failures, cancellationToken);
    }

    private async Task ProcessAsync(
        Func<RawDelivery, Task> callback, RawDelivery delivery, RawFailurePath failures, CancellationToken cancellationToken)
    {
        try
        {
            await callback(delivery).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            if (_fallback is not null) await _fallback(error, delivery).ConfigureAwait(false);
            else if (!await failures.SettleAsync(delivery, error, cancellationToken).ConfigureAwait(false)) throw;
        }
    }
}
