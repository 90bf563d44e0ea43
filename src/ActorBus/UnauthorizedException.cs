namespace ActorBus;

/// <summary>A guard refused a message or its result.</summary>
public sealed class UnauthorizedException : ActorBusException
{
    /// <summary>The text that tells nothing.</summary>
    public const string DefaultText = "You are not authorized to access this resource";

    /// <summary>Creates the error without saying what was refused.</summary>
    public UnauthorizedException()
        : base(DefaultText)
    {
    }

    /// <summary>Creates the error for a message name.</summary>
    public UnauthorizedException(string messageName)
        : base($"You are not authorized to access the resource \"{messageName}\"") => MessageName = messageName;

    /// <summary>What was refused; null when that is not to be exposed.</summary>
    public string? MessageName { get; }
}
