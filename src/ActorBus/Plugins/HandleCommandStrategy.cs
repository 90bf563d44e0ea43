using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Enables objects to handle commands with a method Handle or HandleAsync.</summary>
/// <remarks>Delegates and registered handlers are left to the bus. The method of the object runs in a routee, like any handler.</remarks>
public sealed class HandleCommandStrategy : MessageBusPlugin
{
    private readonly ConventionalHandlers _methods = new("Handle", "HandleAsync");

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.InvokeHandler + 1, context =>
        {
            if (context is { IsHandled: false, Handler: not null and not Delegate and not IMessageProducer }
                && _methods.DelegateOf(context.Handler, context.Message.GetType()) is { } method)
            {
                context.Handler = method;
            }

            return default;
        });
    }
}
