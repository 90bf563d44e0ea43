using ActorBus.Brokers;

namespace ActorBus.Recovery;

/// <summary>One dead letter in full.</summary>
/// <param name="Entry">What it says of itself.</param>
/// <param name="Message">The message as it lies in the queue: body, properties and all headers.</param>
public sealed record DeadLetterDetails(DeadLetterEntry Entry, BrokerMessage Message)
{
    /// <summary>The body as text; null when it is not text.</summary>
    public string? BodyText { get; init; }

    /// <summary>The stack of the last exception; null when there is none.</summary>
    public string? Stack { get; init; }

    /// <summary>The exchange it was first published to; null when that is not known, empty for the default exchange.</summary>
    public string? OriginalExchange { get; init; }

    /// <summary>The routing key it was first published with; null when that is not known.</summary>
    public string? OriginalRoutingKey { get; init; }
}
