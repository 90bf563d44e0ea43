namespace ActorBus.RabbitMq.Publishing;

/// <summary>The kinds of commands for the writer loop.</summary>
internal enum PublisherCommandKind
{
    Publish,
    FromChannel,
    Blocked,
    Unblocked,
    Look,
    Stop,
    End,
}
