using ActorBus.Distribution;

namespace ActorBus;

/// <summary>A guard refused a message or its result.</summary>
public sealed class UnauthorizedException : ActorBusException
{
    /// <summary>Creates the error without saying what was refused.</summary>
    public UnauthorizedException()
        : base("The caller may not dispatch this message, or see its result.")
    {
    }

    /// <summary>Creates the error for a message name.</summary>
    public UnauthorizedException(string messageName)
        : base($"The caller may not dispatch the message '{Printable.Cut(messageName)}', or see its result.") => MessageName = messageName;

    /// <summary>What was refused; null when that is not to be exposed.</summary>
    public string? MessageName { get; }
}
