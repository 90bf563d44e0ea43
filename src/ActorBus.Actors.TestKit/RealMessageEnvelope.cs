namespace ActorBus.Actors.TestKit;

/// <summary>A message that arrived.</summary>
/// <param name="message">The message.</param>
/// <param name="sender">Who sent it.</param>
public class RealMessageEnvelope(object message, IActorRef? sender) : MessageEnvelope
{
    /// <inheritdoc/>
    public override object Message { get; } = message;

    /// <inheritdoc/>
    public override IActorRef? Sender { get; } = sender;

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {(Sender is null ? "NoSender" : Sender.ToString())}";
}
