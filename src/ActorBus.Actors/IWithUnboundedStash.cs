namespace ActorBus.Actors;

/// <summary>An actor that is given a stash and a mailbox without a limit.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;
