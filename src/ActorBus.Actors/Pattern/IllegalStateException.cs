namespace ActorBus.Actors.Pattern;

/// <summary>Something was asked for that the state does not allow.</summary>
public class IllegalStateException : AkkaException
{
    /// <summary>Creates the exception with a text.</summary>
    public IllegalStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text and its cause.</summary>
    public IllegalStateException(string message, Exception? innerEx)
        : base(message, innerEx)
    {
    }
}
