namespace ActorBus.Actors.Routing;

/// <summary>Makes a router of any kind send the message to all its routees.</summary>
public class Broadcast : RouterEnvelope
{
    /// <summary>Wraps a message.</summary>
    public Broadcast(object message)
        : base(message)
    {
    }
}
