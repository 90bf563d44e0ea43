namespace ActorBus.Actors.Event;

/// <summary>The event bus of an actor system. A subscriber that stops is unsubscribed.</summary>
public class EventStream : LoggingBus
{
    private readonly EventStreamUnsubscriber? _unsubscriber;

    private readonly bool _debug;

    /// <summary>Creates a stream that does not watch its subscribers.</summary>
    /// <param name="debug">Whether subscriptions are logged at debug level.</param>
    public EventStream(bool debug) => _debug = debug;

    internal EventStream(LocalActorSystem system)
        : this(system.Settings.DebugEventStream) => _unsubscriber = new EventStreamUnsubscriber(system, this);

    /// <inheritdoc/>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        Note($"subscribing {subscriber} to channel {channel}");
        if (!base.Subscribe(subscriber, channel))
            return false;
        _unsubscriber?.Watch(subscriber);
        return true;
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        Note($"unsubscribing {subscriber} from channel {channel}");
        return base.Unsubscribe(subscriber, channel);
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        Note($"unsubscribing {subscriber} from all channels");
        _unsubscriber?.Unwatch(subscriber);
        return base.Unsubscribe(subscriber);
    }

    private void Note(string change)
    {
        if (_debug)
            Publish(new Debug(nameof(EventStream), GetType(), change));
    }
}
