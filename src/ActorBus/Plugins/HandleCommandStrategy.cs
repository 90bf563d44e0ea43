using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Lets an object handle a command by its method Handle or HandleAsync.</summary>
/// <remarks>Delegates and registered handlers are left to the bus. The object's method is then run like any handler, by a routee.</remarks>
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
