using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Refuses results that the user may not see, and messages after they have been handled.</summary>
/// <remarks>
/// Like every listener, it does not run when an earlier finalize listener stops the propagation. Failed messages are not checked. The caller receives
/// the <see cref="UnauthorizedException"/> itself; the command bus wraps it.
/// </remarks>
/// <param name="authorization">Decides by the message name and, for a query, the result.</param>
/// <param name="exposeMessageName">Whether the error names the refused message.</param>
public sealed class FinalizeGuard(IAuthorizationService authorization, bool exposeMessageName = false) : MessageBusPlugin
{
    private const int Last = -1000;

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ListenFinalize(bus, Last, CheckAsync);
    }

    private async ValueTask CheckAsync(DispatchContext context)
    {
        if (context.HasFailed) return;
        var name = context.MessageName ?? "";
        var result = context.Bus.Kind == MessageKind.Query ? context.Result : null;
        if (await authorization.IsGrantedAsync(name, result, context.CancellationToken).ConfigureAwait(false)) return;
        throw exposeMessageName ? new UnauthorizedException(name) : new UnauthorizedException();
    }
}
