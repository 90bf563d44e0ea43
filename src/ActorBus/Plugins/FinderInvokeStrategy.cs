using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Lets an object answer a query by its method Find or FindAsync, which returns the answer or takes a <see cref="QueryDeferred"/>.</summary>
/// <remarks>Delegates and registered handlers are left to the bus. The object's method is then run like any handler, by a routee.</remarks>
public sealed class FinderInvokeStrategy : MessageBusPlugin
{
    private readonly ConventionalHandlers _methods = new("Find", "FindAsync");

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
