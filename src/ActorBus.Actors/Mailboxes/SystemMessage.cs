namespace ActorBus.Actors.Mailboxes;

/// <summary>What supervision and death watch say to an actor; overtakes user messages and is linked into a queue of its own.</summary>
internal abstract class SystemMessage
{
    public SystemMessage? Next { get; set; }

    /// <summary>The state from which on the message waits until the actor is back below it.</summary>
    public virtual CellState HeldBackFrom => CellState.Never;

    public abstract void Invoke(ActorCell cell);

    /// <summary>Called instead of <see cref="Invoke"/> when the recipient has stopped.</summary>
    public virtual void Bounce()
    {
    }
}
