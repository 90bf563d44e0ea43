using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Refuses messages that the user may not send, before they reach any handler.</summary>
/// <param name="authorization">Decides by the message name and the message.</param>
/// <param name="exposeMessageName">Whether the error names the refused message.</param>
public sealed class RouteGuard(IAuthorizationService authorization, bool exposeMessageName = false) : MessageBusPlugin
{
    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Route, CheckAsync);
    }

    private async ValueTask CheckAsync(DispatchContext context)
    {
        var name = context.MessageName ?? "";
        if (await authorization.IsGrantedAsync(name, context.Message, context.CancellationToken).ConfigureAwait(false)) return;
        context.StopPropagation();
        throw exposeMessageName ? new UnauthorizedException(name) : new UnauthorizedException();
    }
}
