using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// The bridge to one service name. Parent: the distributed bus. Children: <c>publisher</c>; for the own service also
/// <c>replies</c> and, when it has handlers for others, <c>consumer</c>, made when it is to consume. Each child that fails is
/// restarted; none of the others notices.
/// </summary>
internal sealed class BridgeActor : ReceiveActor
{
    private readonly IActorRef _publisher;
    private readonly IActorRef? _replies;
    private readonly Props? _consumerProps;
    private IActorRef? _consumer;
    private int _consumers;
    private bool _stopped;

    public BridgeActor(BridgeParts parts)
    {
        _consumerProps = parts.Consumer;
        _publisher = Context.ActorOf(parts.Publisher, "publisher");
        if (parts.Replies is { } replies) _replies = Context.ActorOf(replies, "replies");
        Receive<PublishRequest>(request => _publisher.Tell(request));
        Receive<PublisherActor.Flush>(flush => _publisher.Forward(flush));
        Receive<ReplyActor.GetQueue>(get => _replies!.Forward(get));
        Receive<ConsumerActor.WaitForStart>(OnWaitForStart);
        Receive<ConsumerActor.Stop>(OnStop);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void OnWaitForStart(ConsumerActor.WaitForStart wait)
    {
        if (_consumerProps is { } props && (_consumer is null || _stopped)) StartConsumer(props);
        (_consumer ?? _publisher).Forward(wait);
    }

    private void StartConsumer(Props props)
    {
        // One that was stopped on request stays stopped; its messages are done, and another one begins where it ended.
        if (_consumer is { } old) Context.Stop(old);
        _stopped = false;
        _consumer = Context.ActorOf(props, _consumers++ == 0 ? "consumer" : $"consumer-{_consumers}");
    }

    private void OnStop(ConsumerActor.Stop stop)
    {
        _stopped = true;
        if (_consumer is { } consumer) consumer.Forward(stop);
        else Sender.Tell(ConsumerActor.Done.Instance);
    }
}
