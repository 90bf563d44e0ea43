
namespace ActorBus.RabbitMq.Publishing;

/// <summary>What the broker says about a message that no queue takes.</summary>
internal sealed record ReturnedMessage(string Exchange, string RoutingKey, string? MessageId, string Reason)
{
    /// <summary>Whether this publish is the one. Returns come in the order of the publishes, so the first match is.</summary>
    public bool IsOf(PendingPublish pending) =>
        pending.Outgoing is { Mandatory: true } sent && sent.RoutingKey == RoutingKey && sent.Exchange == Exchange
        && sent.Message.MessageId == MessageId;
}
