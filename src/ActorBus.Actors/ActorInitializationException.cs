namespace ActorBus.Actors;

/// <summary>An actor could not be created or started; by default its supervisor stops it.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Creates the exception without a text.</summary>
    public ActorInitializationException()
    {
    }

    /// <summary>Creates the exception with a text.</summary>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text and its cause.</summary>
    public ActorInitializationException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Creates the exception for one actor.</summary>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that did not start.</summary>
    public IActorRef? Actor { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}
