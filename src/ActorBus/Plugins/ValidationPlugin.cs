using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Refuses messages that violate their validation attributes, before they reach any handler.</summary>
/// <remarks>
/// Validates attributes on properties, on the parameters of a record and on types (including IValidatableObject), and also those of objects that the
/// message contains in properties, lists and maps. Faults are reported with their path: <c>Lines[1].Count</c>.
/// </remarks>
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
        var faults = new MessageValidator().FaultsOf(context.Message);
        if (faults.Count > 0) throw new MessageValidationException(context.MessageName ?? context.Message.GetType().ToString(), faults);
    }
}
