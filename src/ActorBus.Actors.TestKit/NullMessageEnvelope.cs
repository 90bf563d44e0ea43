namespace ActorBus.Actors.TestKit;

/// <summary>Stands for a message that did not arrive.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    /// <summary>The one value.</summary>
    public static readonly NullMessageEnvelope Instance = new();

    private NullMessageEnvelope()
    {
    }

    /// <inheritdoc/>
    public override object? Message => null;

    /// <inheritdoc/>
    public override IActorRef? Sender => null;

    /// <inheritdoc/>
    public override string ToString() => "<no message>";
}
