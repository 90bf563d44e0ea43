namespace ActorBus.Actors.Event;

/// <summary>The event bus of an actor system. A subscriber that stops is unsubscribed.</summary>
public class EventStream : LoggingBus
{
    private readonly EventStreamUnsubscriber? _unsubscriber;

    /// <summary>Creates a stream that does not watch its subscribers.</summary>
    public EventStream(bool debug)
    {
    }

    internal EventStream(LocalActorSystem system) => _unsubscriber = new EventStreamUnsubscriber(system, this);

    /// <inheritdoc/>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        if (!base.Subscribe(subscriber, channel))
            return false;
        _unsubscriber?.Watch(subscriber);
        return true;
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return base.Unsubscribe(subscriber, channel);
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        _unsubscriber?.Unwatch(subscriber);
        return base.Unsubscribe(subscriber);
    }
}
