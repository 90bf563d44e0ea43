namespace ActorBus.Actors.Event;

/// <summary>Publishes events to the actors that subscribed to their class; log entries go the same way.</summary>
/// <remarks>Any thread may publish and subscribe. Publishing sends; it never waits for a subscriber.</remarks>
public class LoggingBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(IActorRef Subscriber, Type Channel), Type[]> _subscriptions = [];
    private volatile Dictionary<Type, IActorRef[]> _cache = [];

    /// <summary>Entries below this level are not made.</summary>
    public LogLevel LogLevel { get; private set; } = LogLevel.InfoLevel;

    /// <summary>Changes the level from which on entries are made.</summary>
    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    /// <summary>Sends an event to all who subscribed to its class, a base class or an interface of it; to each once.</summary>
    public void Publish(object @event)
    {
        foreach (var subscriber in Subscribers(@event.GetType()))
            subscriber.Tell(@event, ActorRefs.NoSender);
    }

    /// <summary>Subscribes an actor to a class and everything derived from it; false when it was subscribed already.</summary>
    public virtual bool Subscribe(IActorRef subscriber, Type channel)
    {
        lock (_gate)
        {
            if (!_subscriptions.TryAdd((subscriber, channel), []))
                return false;
            _cache = [];
            return true;
        }
    }

    /// <summary>Ends a subscription to a class; takes the class out of subscriptions to its base classes; false when there was neither.</summary>
    public virtual bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove((subscriber, channel)) && !Exclude(subscriber, channel))
                return false;
            _cache = [];
            return true;
        }
    }

    /// <summary>Ends all subscriptions of an actor; false when there was none.</summary>
    public virtual bool Unsubscribe(IActorRef subscriber)
    {
        lock (_gate)
        {
            var ended = _subscriptions.Keys.Where(s => s.Subscriber.Equals(subscriber)).ToArray();
            foreach (var subscription in ended)
                _subscriptions.Remove(subscription);
            _cache = [];
            return ended.Length > 0;
        }
    }

    private bool Exclude(IActorRef subscriber, Type channel)
    {
        var wider = _subscriptions.Keys.Where(s => s.Subscriber.Equals(subscriber) && s.Channel.IsAssignableFrom(channel)).ToArray();
        foreach (var subscription in wider)
            _subscriptions[subscription] = [.. _subscriptions[subscription].Append(channel).Distinct()];
        return wider.Length > 0;
    }

    private IActorRef[] Subscribers(Type type)
    {
        if (_cache.TryGetValue(type, out var known))
            return known;
        lock (_gate)
        {
            var found = _subscriptions
                .Where(s => s.Key.Channel.IsAssignableFrom(type) && !s.Value.Any(excluded => excluded.IsAssignableFrom(type)))
                .Select(s => s.Key.Subscriber).Distinct().ToArray();
            _cache = new Dictionary<Type, IActorRef[]>(_cache) { [type] = found };
            return found;
        }
    }
}
