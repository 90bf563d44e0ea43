using ActorBus.Distribution;

namespace ActorBus;

/// <summary>The exception that is thrown when handler declarations are invalid. All faults are reported together.</summary>
public sealed class HandlerRegistrationException : ActorBusException
{
    /// <summary>Initializes the exception with the faults.</summary>
    public HandlerRegistrationException(IReadOnlyList<string> faults)
        : base($"{Printable.Count(faults.Count, "handler declaration")} cannot be used:\n- {string.Join("\n- ", faults)}") => Faults = faults;

    /// <summary>The faults, one text each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
