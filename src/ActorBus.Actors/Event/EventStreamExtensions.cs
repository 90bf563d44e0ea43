namespace ActorBus.Actors.Event;

/// <summary>Subscribing by a type parameter.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes an actor to a class.</summary>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TChannel));

    /// <summary>Ends a subscription to a class.</summary>
    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
