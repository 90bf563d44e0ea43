using System.ComponentModel.DataAnnotations;

namespace ActorBus.Plugins;

/// <summary>A message breaks its own validation attributes.</summary>
public sealed class MessageValidationException(string messageName, IReadOnlyList<ValidationResult> faults)
    : ActorBusException($"Message '{messageName}' is not valid: {string.Join(" ", faults.Select(fault => fault.ErrorMessage))} Correct it and send it again.")
{
    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<ValidationResult> Faults { get; } = faults;
}
