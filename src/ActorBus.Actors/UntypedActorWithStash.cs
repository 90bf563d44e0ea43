namespace ActorBus.Actors;

/// <summary>An actor with a stash, as large as its configuration says.</summary>
public abstract class UntypedActorWithStash : UntypedActor, IWithStash
{
    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;
}
