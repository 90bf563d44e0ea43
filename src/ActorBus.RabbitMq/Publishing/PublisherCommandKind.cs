namespace ActorBus.RabbitMq.Publishing;

/// <summary>What a command to the writer loop is.</summary>
internal enum PublisherCommandKind
{
    Publish,
    Ack,
    Nack,
    Returned,
    ChannelClosed,
    Blocked,
    Unblocked,
    Look,
    Stop,
    End,
}
