using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Refuses results that the user may not see, and messages after they were handled.</summary>
/// <remarks>Like every listener it does not run when a finalize listener before it stops the propagation. A message that failed is not asked about. The caller gets the <see cref="UnauthorizedException"/> itself; from the command bus it comes wrapped.</remarks>
/// <param name="authorization">Decides, with the name, and for a query with the result.</param>
/// <param name="exposeMessageName">True to have the error say what was refused.</param>
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
