using ActorBus.Distribution;

namespace ActorBus;

/// <summary>The exception that is thrown when a guard refuses a message or its result.</summary>
public sealed class UnauthorizedException : ActorBusException
{
    /// <summary>Initializes the exception without naming the message.</summary>
    public UnauthorizedException()
        : base("The caller may not dispatch this message, or see its result.")
    {
    }

    /// <summary>Initializes the exception with the name of the message.</summary>
    public UnauthorizedException(string messageName)
        : base($"The caller may not dispatch the message '{Printable.Cut(messageName)}', or see its result.") => MessageName = messageName;

    /// <summary>The name of the refused message; null when it must not be exposed.</summary>
    public string? MessageName { get; }
}
