namespace ActorBus.Distribution;

/// <summary>The state of one connection of a bridge.</summary>
public enum BridgeHealth
{
    /// <summary>On the way to the broker, for the first time or again.</summary>
    Connecting,

    /// <summary>Connected, declared and, where it consumes, subscribed.</summary>
    Open,

    /// <summary>Connected, but the broker takes no publishes for now.</summary>
    Blocked,

    /// <summary>Stopped: on request, or because a handler's failure policy says <c>throw</c>.</summary>
    Stopped,
}
