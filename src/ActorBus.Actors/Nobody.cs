namespace ActorBus.Actors;

/// <summary>The reference of no actor: the result of looking for one that is not there. It swallows messages.</summary>
public sealed class Nobody : MinimalActorRef
{
    /// <summary>The one instance.</summary>
    public static readonly Nobody Instance = new();

    private Nobody() => Path = new RootActorPath(new Address("akka", "all-systems")) / "Nobody";

    /// <inheritdoc/>
    public override ActorPath Path { get; }

    internal override LocalActorSystem? Home => null;
}
