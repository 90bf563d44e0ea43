
namespace ActorBus.RabbitMq.Publishing;

/// <summary>The broker's report about a message that no queue accepts.</summary>
internal sealed record ReturnedMessage(string Exchange, string RoutingKey, string? MessageId, string Reason)
{
    /// <summary>Returns whether this publish was returned. Returns arrive in the order of the publishes, so the first match is the one.</summary>
    public bool IsOf(PendingPublish pending) =>
        pending.Outgoing is { Mandatory: true } sent && sent.RoutingKey == RoutingKey && sent.Exchange == Exchange
        && sent.Message.MessageId == MessageId;
}
