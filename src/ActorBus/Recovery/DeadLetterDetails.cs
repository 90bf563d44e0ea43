using ActorBus.Brokers;

namespace ActorBus.Recovery;

/// <summary>Represents one dead letter with its full content.</summary>
/// <param name="Entry">The description of the dead letter.</param>
/// <param name="Message">The message as stored in the queue: body, properties and all headers.</param>
public sealed record DeadLetterDetails(DeadLetterEntry Entry, BrokerMessage Message)
{
    /// <summary>The body as text; null when it is not text.</summary>
    public string? BodyText { get; init; }

    /// <summary>The stack trace of the last exception; null when there is none.</summary>
    public string? Stack { get; init; }

    /// <summary>The exchange to which the message was first published; null when unknown, empty for the default exchange.</summary>
    public string? OriginalExchange { get; init; }

    /// <summary>The routing key with which the message was first published; null when unknown.</summary>
    public string? OriginalRoutingKey { get; init; }
}
