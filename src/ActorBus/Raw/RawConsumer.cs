using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Recovery;

namespace ActorBus.Raw;

/// <summary>Consumes one queue with a callback. Immutable: each change gives another consumer.</summary>
public sealed class RawConsumer
{
    private const int MostShown = 1_000;

    private readonly RawConsumerParts _parts;
    private readonly Func<RawDelivery, Task>? _callback;
    private readonly Func<Exception, RawDelivery, Task>? _fallback;

    internal RawConsumer(RawConsumerParts parts, Func<RawDelivery, Task>? callback = null, Func<Exception, RawDelivery, Task>? fallback = null)
    {
        _parts = parts;
        _callback = callback;
        _fallback = fallback;
    }

    /// <summary>The queue.</summary>
    public string QueueName => _parts.Queue;

    /// <summary>What is done with each message; it settles the delivery itself.</summary>
    /// <typeparam name="T">What the body is read as: <see cref="string"/> for the text, <c>byte[]</c> for the bytes, else by its media type.</typeparam>
    public RawConsumer Callback<T>(Func<T, RawDelivery, Task> callback)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new RawConsumer(
            _parts,
            delivery => callback((T)_parts.Converters.FromBytes(delivery.Message.Body, delivery.Message.ContentType, typeof(T)), delivery),
            _fallback);
    }

    /// <summary>What is done with the body of each message, which is acknowledged when the callback has succeeded.</summary>
    /// <typeparam name="T">What the body is read as, as in <see cref="Callback{T}(Func{T, RawDelivery, Task})"/>.</typeparam>
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
    /// What is done when the body cannot be read or the callback throws, in place of <see cref="RawBusOptions.OnFailure"/>; it
    /// settles the delivery itself. When it throws, the consumer ends with that error.
    /// </summary>
    public RawConsumer Fallback(Func<Exception, RawDelivery, Task> fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return new RawConsumer(_parts, _callback, fallback);
    }

    internal RawConsumer ShownAs(BridgeStatus status) => new(_parts with { Status = status }, _callback, _fallback);

    /// <summary>Declares what is to be declared and consumes, one message after the other.</summary>
    /// <param name="timeout">How long to wait for the next message; null for ever.</param>
    /// <param name="multiple">False: ends after one message. True: goes on until it is cancelled.</param>
    /// <param name="cancellationToken">Ends it after the callback that runs; what was not processed goes back to the queue.</param>
    /// <exception cref="TimeoutException">No message came in time.</exception>
    /// <exception cref="BrokerException">The broker cannot be reached, or the connection was lost too often.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">There is no callback.</exception>
    public async Task ConsumeAsync(TimeSpan? timeout = null, bool multiple = true, CancellationToken cancellationToken = default)
    {
        if (_callback is null)
            throw new InvalidOperationException($"Queue '{QueueName}' was not consumed: nothing says what to do with its messages. Set a Callback first.");
        var (opened, failures) = (false, 0);
        DeliveryStream? deliveries = null;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Delivery delivery;
                try
                {
                    deliveries ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
                    opened = true;
                    _parts.Status?.Set(BridgeHealth.Open, null);
                    delivery = await deliveries.ReadAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false)
                        ?? throw new TimeoutException($"No message came into queue '{QueueName}' within {timeout}. Wait longer, or look who publishes to it.");
                    failures = 0;
                }
                catch (BrokerException lost) when (opened && lost.IsTransient)
                {
                    if (deliveries is not null) await deliveries.DisposeAsync().ConfigureAwait(false);
                    deliveries = null;
                    _parts.Status?.Set(BridgeHealth.Connecting, lost.Message);
                    await PauseAsync(failures++, lost, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await ProcessAsync(_callback, new RawDelivery(delivery, _parts.Reply)).ConfigureAwait(false);
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

    private async Task<DeliveryStream> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _parts.Broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            await connection.DeclareAsync(_parts.Topology, cancellationToken).ConfigureAwait(false);
        return await DeliveryStream.OpenAsync(_parts.Broker, QueueName, _parts.Options.Prefetch, _parts.Time, cancellationToken).ConfigureAwait(false);
    }

    // Anybody may have written it: one line, and not much of it.
    private static string Shown(ReadOnlySpan<byte> body) => Printable.Cut(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * MostShown)]), MostShown);

    private Task PauseAsync(int failures, BrokerException lost, CancellationToken cancellationToken)
    {
        if (failures >= _parts.Options.ReconnectAttempts)
        {
            throw new BrokerException(
                $"Failed to reconnect after {failures} attempts for queue '{QueueName}' at {_parts.Broker.Address}: {lost.Message}", isTransient: true, lost);
        }

        _parts.Log.Warning("Consuming queue '{0}' was interrupted; trying again in {1} s: {2}", QueueName, failures + 1, lost.Message);
        return Task.Delay(TimeSpan.FromSeconds(failures + 1), _parts.Time, cancellationToken);
    }

    private async Task ProcessAsync(Func<RawDelivery, Task> callback, RawDelivery delivery)
    {
        try
        {
            await callback(delivery).ConfigureAwait(false);
        }
        catch (Exception error) when (_fallback is not null)
        {
            await _fallback(error, delivery).ConfigureAwait(false);
        }
        catch (Exception error) when (_parts.Options.OnFailure != FailureAction.Throw)
        {
            _parts.Log.Error(
                error, "The callback of queue '{0}' failed on the message '{1}' of {2} bytes; it is settled by the word {3}. Body: {4}", QueueName,
                delivery.Message.MessageId ?? delivery.Message.CorrelationId ?? "without id", delivery.Message.Body.Length, _parts.Options.OnFailure,
                Shown(delivery.Message.Body.Span));
            if (_parts.Options.OnFailure == FailureAction.Ack) delivery.Ack();
            else delivery.Reject(requeue: _parts.Options.OnFailure == FailureAction.Requeue);
        }
    }
}
