using ActorBus.Brokers;
using ActorBus.Messages;
using Microsoft.Extensions.Logging;

namespace ActorBus.Diagnostics;

/// <summary>Counts the outcomes of messages and notifies every observer; an observer that throws is logged and affects nothing else.</summary>
/// <remarks>Observers may depend on a bus, so they are created when the service starts; no messages are processed before that.</remarks>
internal sealed class MessageObservers(ILogger log)
{
    private volatile IMessageObserver[] _observers = [];

    /// <summary>Notifies these observers from now on.</summary>
    public void Open(IEnumerable<IMessageObserver> observers) => _observers = [.. observers];

    /// <inheritdoc cref="IMessageObserver.Sent"/>
    public void Sent(MessageContext message)
    {
        ActorBusMetrics.Sent.Add(1);
        if (_observers.Length > 0) Tell(observer => observer.Sent(message));
    }

    /// <inheritdoc cref="IMessageObserver.Handled"/>
    public void Handled(MessageContext message, string handler)
    {
        if (_observers.Length > 0) Tell(observer => observer.Handled(message, handler));
    }

    /// <inheritdoc cref="IMessageObserver.Retried"/>
    public void Retried(MessageContext message, string handler, Exception cause)
    {
        ActorBusMetrics.Retries.Add(1);
        if (_observers.Length > 0) Tell(observer => observer.Retried(message, handler, cause));
    }

    /// <inheritdoc cref="IMessageObserver.DeadLettered"/>
    public void DeadLettered(BrokerMessage message, string? handler, Exception cause)
    {
        ActorBusMetrics.DeadLetters.Add(1);
        if (_observers.Length > 0) Tell(observer => observer.DeadLettered(message, handler, cause));
    }

    private void Tell(Action<IMessageObserver> what)
    {
        foreach (var observer in _observers)
        {
            try
            {
                what(observer);
            }
            catch (Exception error)
            {
                log.ObserverFailed(error, observer.GetType());
            }
        }
    }
}
