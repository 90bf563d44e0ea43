using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Refuses messages that break their validation attributes, before they reach any handler.</summary>
/// <remarks>
/// Attributes count on properties, on the parameters of a record, and on types (also IValidatableObject); on what the message holds in properties,
/// lists and maps as well. Reported with the path: <c>Lines[1].Count</c>.
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
