namespace ActorBus.Actors.Routing;

/// <summary>An envelope that tells the router something; routees get what is in it.</summary>
public class RouterEnvelope : IWrappedMessage
{
    /// <summary>Wraps a message.</summary>
    public RouterEnvelope(object message) => Message = message;

    /// <inheritdoc/>
    public object Message { get; }
}
