namespace ActorBus.Actors.TestKit;

/// <summary>A message a test received, with its sender.</summary>
public abstract class MessageEnvelope
{
    /// <summary>The message.</summary>
    public abstract object? Message { get; }

    /// <summary>Who sent it; <see cref="ActorRefs.NoSender"/> if nobody did.</summary>
    public abstract IActorRef? Sender { get; }
}
