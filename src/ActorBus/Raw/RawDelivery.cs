using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>One delivery in the hands of a callback: settles it, shows what came with it, answers it.</summary>
/// <remarks>Only the first settlement counts; every later one changes nothing. May be used from any thread.</remarks>
public sealed class RawDelivery
{
    private readonly Delivery _delivery;
    private readonly Func<BrokerMessage, object, CancellationToken, Task> _reply;
    private readonly Action _onRejected;

    internal RawDelivery(Delivery delivery, Func<BrokerMessage, object, CancellationToken, Task> reply, Action onRejected)
    {
        _delivery = delivery;
        _reply = reply;
        _onRejected = onRejected;
    }

    /// <summary>The message: body, properties and headers.</summary>
    public BrokerMessage Message => _delivery.Message;

    /// <summary>The queue it came from.</summary>
    public string Queue => _delivery.Queue;

    /// <summary>The exchange it was published to.</summary>
    public string Exchange => _delivery.Exchange;

    /// <summary>The routing key it was published with.</summary>
    public string RoutingKey => _delivery.RoutingKey;

    /// <summary>True when it was, or may have been, delivered before.</summary>
    public bool Redelivered => _delivery.Redelivered;

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, object> Headers => _delivery.Message.Headers;

    /// <summary>Done: the broker forgets it.</summary>
    public SettleResult Ack() => _delivery.Settle(Settlement.Ack);

    /// <summary>Refused.</summary>
    /// <param name="requeue">
    /// True: back to the head of its queue. False: to the dead letter target; where there is none it is dropped, which a warning says once.
    /// </param>
    public SettleResult Reject(bool requeue = true)
    {
        var result = _delivery.Settle(requeue ? Settlement.Requeue : Settlement.Reject);
        if (!requeue && result == SettleResult.Settled) _onRejected();
        return result;
    }

    /// <summary>A header; null when there is none.</summary>
    public object? Header(string name) => _delivery.Message.Headers.GetValueOrDefault(name);

    /// <summary>Answers who asked: into the queue that the message names, under its correlation id. Does not settle.</summary>
    /// <returns>False, with nothing sent, when the message names no queue.</returns>
    /// <exception cref="Distribution.DeliveryFailedException">The queue is gone, or the broker did not store the answer.</exception>
    public async Task<bool> ReplyAsync(object body, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(Message.ReplyTo)) return false;
        await _reply(Message, body, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
