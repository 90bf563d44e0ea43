using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>
/// Enables objects to answer queries with a method Find or FindAsync, which returns the answer or takes a <see cref="QueryDeferred"/>.
/// </summary>
/// <remarks>Delegates and registered handlers are left to the bus. The method of the object runs in a routee, like any handler.</remarks>
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
