namespace ActorBus.Brokers;

/// <summary>What a connection is for; a broker in distress blocks those that publish and lets the others go on.</summary>
public enum ConnectionPurpose
{
    /// <summary>Publishing and declaring.</summary>
    Publish,

    /// <summary>Consuming, declaring and inspecting.</summary>
    Consume,
}
