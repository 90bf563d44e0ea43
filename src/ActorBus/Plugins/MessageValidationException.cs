using System.ComponentModel.DataAnnotations;

namespace ActorBus.Plugins;

/// <summary>The exception that is thrown when a message violates its validation attributes.</summary>
public sealed class MessageValidationException(string messageName, IReadOnlyList<ValidationResult> faults)
    : ActorBusException($"Message '{messageName}' is not valid: {string.Join(" ", faults.Select(fault => fault.ErrorMessage))} Correct it and send it again.")
{
    /// <summary>All validation faults.</summary>
    public IReadOnlyList<ValidationResult> Faults { get; } = faults;
}
