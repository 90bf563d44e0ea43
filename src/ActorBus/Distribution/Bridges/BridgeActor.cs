using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// The bridge to one service name. Parent: the distributed bus. Children: <c>publisher</c>; for the own service also
/// <c>replies</c> and, when it has handlers for others, <c>consumer</c>, made when it is to consume. Each child that fails is
/// restarted; none of the others notices.
/// </summary>
internal sealed class BridgeActor : ReceiveActor
{
    private readonly BridgeParts _parts;
    private readonly IActorRef _publisher;
    private readonly IActorRef? _replies;

    public BridgeActor(BridgeParts parts)
    {
        _parts = parts;
        _publisher = Child("publisher", parts.Publisher);
        if (parts.Replies is { } replies) _replies = Child("replies", replies);
        Receive<PublishRequest>(request => _publisher.Tell(request));
        Receive<PublisherActor.Flush>(flush => _publisher.Forward(flush));
        Receive<ReplyActor.GetQueue>(get => _replies!.Forward(get));
        Receive<ConsumerActor.WaitForStart>(OnWaitForStart);
        Receive<ConsumerActor.Stop>(OnStop);
        Receive<ConsumerActor.Restarted>(_ => OnRestarted());
    }

    // Restarted as well, the children stay: what they do is not undone by a failure here.
    protected override void PreRestart(Exception reason, object? message) => PostStop();

    protected override SupervisorStrategy SupervisorStrategy() => _parts.Bridge.Strategy(_parts.Status);

    private IActorRef? Consumer => _parts.Consumers == 0 ? null : Context.Child(NameOf(_parts.Consumers));

    private static string NameOf(int consumer) => consumer == 1 ? "consumer" : $"consumer-{consumer}";

    private static IActorRef Child(string name, Props props) => Context.Child(name) is { } known && !known.IsNobody() ? known : Context.ActorOf(props, name);

    private void OnWaitForStart(ConsumerActor.WaitForStart wait)
    {
        if (_parts.Consumer is { } props && (_parts.Consumers == 0 || _parts.IsConsumerStopped)) StartConsumer(props);
        (Consumer ?? _publisher).Forward(wait);
    }

    private void StartConsumer(Props props)
    {
        // One that was stopped on request stays stopped; its messages are done, and another one begins where it ended.
        if (Consumer is { } old) Context.Stop(old);
        _parts.IsConsumerStopped = false;
        Context.ActorOf(props, NameOf(++_parts.Consumers));
    }

    private void OnStop(ConsumerActor.Stop stop)
    {
        _parts.IsConsumerStopped = true;
        if (Consumer is { } consumer) consumer.Forward(stop);
        else Sender.Tell(ConsumerActor.Done.Instance);
    }

    private void OnRestarted()
    {
        // It has forgotten that it was told to stop.
        if (_parts.IsConsumerStopped) Sender.Tell(new ConsumerActor.Stop());
    }
}
