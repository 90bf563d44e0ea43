namespace ActorBus.Actors;

/// <summary>The path of the root of an actor system's tree.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>Creates the root path of the system at an address.</summary>
    public RootActorPath(Address address, string name = "")
        : base(address, name)
    {
    }
}
