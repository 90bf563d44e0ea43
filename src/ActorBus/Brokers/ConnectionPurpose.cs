namespace ActorBus.Brokers;

/// <summary>Specifies the purpose of a connection: a broker short of resources blocks publishing connections only.</summary>
public enum ConnectionPurpose
{
    /// <summary>Publishing and declaring.</summary>
    Publish,

    /// <summary>Consuming, declaring and inspecting.</summary>
    Consume,
}
