namespace ActorBus.Actors;

/// <summary>An actor that is given a stash.</summary>
public interface IActorStash
{
    /// <summary>The stash; set by the runtime after the constructor.</summary>
    IStash Stash { get; set; }
}
