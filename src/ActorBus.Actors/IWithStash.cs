namespace ActorBus.Actors;

/// <summary>An actor that is given a stash.</summary>
public interface IWithStash : IWithUnrestrictedStash, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>;
