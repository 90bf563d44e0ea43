namespace ActorBus.Actors.Asking;

/// <summary>What a timer can do with an ask.</summary>
internal interface IPromise
{
    /// <summary>Fails the ask; false when it has its outcome already.</summary>
    bool TryComplete(Exception failure);
}
