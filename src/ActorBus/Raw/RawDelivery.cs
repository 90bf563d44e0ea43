using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>Gives a callback access to one delivery: its message, its settlement and the reply to it.</summary>
/// <remarks>Only the first settlement has an effect. May be used from any thread.</remarks>
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

    /// <summary>The queue the message was delivered from.</summary>
    public string Queue => _delivery.Queue;

    /// <summary>The exchange the message was published to.</summary>
    public string Exchange => _delivery.Exchange;

    /// <summary>The routing key the message was published with.</summary>
    public string RoutingKey => _delivery.RoutingKey;

    /// <summary>Whether the message was, or may have been, delivered before.</summary>
    public bool Redelivered => _delivery.Redelivered;

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, object> Headers => _delivery.Message.Headers;

    /// <summary>Acknowledges the message: the broker removes it.</summary>
    public SettleResult Ack() => _delivery.Settle(Settlement.Ack);

    /// <summary>Rejects the message.</summary>
    /// <param name="requeue">
    /// True to return the message to the head of its queue. False to move it to the dead letter target; if there is none, the message is dropped, of
    /// which one warning is logged.
    /// </param>
    public SettleResult Reject(bool requeue = true)
    {
        var result = _delivery.Settle(requeue ? Settlement.Requeue : Settlement.Reject);
        if (!requeue && result == SettleResult.Settled) _onRejected();
        return result;
    }

    /// <summary>Returns the value of a header; null when it does not exist.</summary>
    public object? Header(string name) => _delivery.Message.Headers.GetValueOrDefault(name);

    /// <summary>Sends a reply to the queue that the message names, under its correlation id. Does not settle the delivery.</summary>
    /// <returns>False, with nothing sent, when the message names no reply queue.</returns>
    /// <exception cref="Distribution.DeliveryFailedException">The reply queue no longer exists, or the broker did not store the reply.</exception>
    public async Task<bool> ReplyAsync(object body, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(Message.ReplyTo)) return false;
        await _reply(Message, body, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
