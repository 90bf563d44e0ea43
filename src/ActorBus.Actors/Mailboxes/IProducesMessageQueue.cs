namespace ActorBus.Actors.Dispatch;

/// <summary>Says which queue a mailbox type makes, so that the requirements of actors can be checked.</summary>
public interface IProducesMessageQueue<TQueue>
    where TQueue : IMessageQueue;
