namespace ActorBus.Actors;

/// <summary>An actor that is given a stash and requires nothing of its mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;
