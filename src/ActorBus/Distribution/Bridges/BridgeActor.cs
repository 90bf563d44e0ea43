namespace ActorBus.Distribution.Bridges;

/// <summary>
/// The bridge to one service name. Parent: the distributed bus. Children: <c>publisher</c>; for the own service also
/// <c>consumer</c>, when it has handlers for others, and <c>replies</c>. Each child that fails is restarted; none of the others
/// notices.
/// </summary>
internal sealed class BridgeActor : ReceiveActor
{
    private readonly IActorRef _publisher;
    private readonly IActorRef? _replies;
    private readonly IActorRef? _consumer;

    public BridgeActor(BridgeParts parts)
    {
        _publisher = Context.ActorOf(parts.Publisher, "publisher");
        if (parts.Replies is { } replies) _replies = Context.ActorOf(replies, "replies");
        if (parts.Consumer is { } consumer) _consumer = Context.ActorOf(consumer, "consumer");
        Receive<PublishRequest>(request => _publisher.Tell(request));
        Receive<PublisherActor.Flush>(flush => _publisher.Forward(flush));
        Receive<ReplyActor.GetQueue>(get => _replies!.Forward(get));
        Receive<ConsumerActor.WaitForStart>(wait => (_consumer ?? _publisher).Forward(wait));
        Receive<ConsumerActor.Stop>(OnStop);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void OnStop(ConsumerActor.Stop stop)
    {
        if (_consumer is { } consumer) consumer.Forward(stop);
        else Sender.Tell(ConsumerActor.Done.Instance);
    }
}
