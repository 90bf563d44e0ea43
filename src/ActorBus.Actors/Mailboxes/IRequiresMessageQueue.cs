namespace ActorBus.Actors.Dispatch;

/// <summary>Implemented by an actor class that needs a mailbox of some property.</summary>
public interface IRequiresMessageQueue<T>
    where T : ISemantics;
