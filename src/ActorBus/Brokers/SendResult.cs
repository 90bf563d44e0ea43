namespace ActorBus.Brokers;

/// <summary>Represents what a channel did with a message that it was given.</summary>
/// <param name="Kind">Whether the message is on its way.</param>
/// <param name="Reason">Why it is not; null when it is.</param>
public readonly record struct SendResult(SendKind Kind, string? Reason = null)
{
    /// <summary>The message has the next number and is on its way.</summary>
    public static SendResult Sent { get; } = new(SendKind.Sent);

    /// <summary>The channel is gone, and the message was not sent. The event that says why follows, or the connection is lost.</summary>
    public static SendResult Gone { get; } = new(SendKind.Gone);

    /// <summary>The message cannot be sent on any channel.</summary>
    /// <param name="reason">The reason and the remedy.</param>
    public static SendResult Refused(string reason) => new(SendKind.Refused, reason);
}
