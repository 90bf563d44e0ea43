using ActorBus.Distribution;

namespace ActorBus;

/// <summary>Handlers were declared in a way that cannot work; all mistakes are reported together.</summary>
public sealed class HandlerRegistrationException : ActorBusException
{
    /// <summary>Reports the mistakes.</summary>
    public HandlerRegistrationException(IReadOnlyList<string> faults)
        : base($"{Printable.Count(faults.Count, "handler declaration")} cannot be used:\n- {string.Join("\n- ", faults)}") => Faults = faults;

    /// <summary>The mistakes, one text each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
