namespace ActorBus.Distribution;

/// <summary>Specifies the state of one connection of a bridge.</summary>
public enum BridgeHealth
{
    /// <summary>Connecting to the broker, for the first time or again.</summary>
    Connecting,

    /// <summary>Connected, with its topology declared and, for a consumer, subscribed.</summary>
    Open,

    /// <summary>Connected, but the broker accepts no publishes for now.</summary>
    Blocked,

    /// <summary>Stopped on request, or because of the failure action <c>throw</c> of a handler.</summary>
    Stopped,
}
