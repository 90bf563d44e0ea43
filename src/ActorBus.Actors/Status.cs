namespace ActorBus.Actors;

/// <summary>An outcome sent as a message.</summary>
public abstract class Status
{
    /// <summary>A good outcome.</summary>
    public sealed class Success : Status
    {
        /// <summary>A good outcome without a value.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>The value.</summary>
        public readonly object? Status;

        /// <summary>Creates a good outcome with a value.</summary>
        public Success(object? status) => Status = status;

        /// <inheritdoc/>
        public override string ToString() => Status is null ? "Success" : $"Success: {Status}";
    }

    /// <summary>A failure; as the reply to an Ask it fails the asker's task with <see cref="Cause"/>.</summary>
    public sealed class Failure : Status
    {
        /// <summary>What went wrong.</summary>
        public readonly Exception Cause;

        /// <summary>What the sender wanted to say besides, or null.</summary>
        public readonly object? State;

        /// <summary>Creates a failure.</summary>
        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        /// <summary>Creates a failure with something the receiver can correlate by.</summary>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        /// <inheritdoc/>
        public override string ToString() => State is null ? $"Failure: {Cause}" : $"Failure[{State}]: {Cause}";
    }
}
