namespace ActorBus.Actors;

/// <summary>What a supervisor does with a child that failed.</summary>
public enum Directive
{
    /// <summary>The child goes on with its state; the message that failed is gone.</summary>
    Resume,

    /// <summary>The child is replaced by a fresh instance; its mailbox stays, the message that failed is gone.</summary>
    Restart,

    /// <summary>The supervisor fails in turn.</summary>
    Escalate,

    /// <summary>The child is stopped for good.</summary>
    Stop,
}
