using System.ComponentModel.DataAnnotations;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Refuses messages that break the validation attributes on their properties, before they reach any handler.</summary>
public sealed class ValidationPlugin : MessageBusPlugin
{
    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Route, context =>
        {
            Check(context);
            return default;
        });
    }

    private static void Check(DispatchContext context)
    {
        List<ValidationResult> faults = [];
        if (Validator.TryValidateObject(context.Message, new ValidationContext(context.Message), faults, validateAllProperties: true)) return;
        throw new MessageValidationException(context.MessageName ?? context.Message.GetType().ToString(), faults);
    }
}
