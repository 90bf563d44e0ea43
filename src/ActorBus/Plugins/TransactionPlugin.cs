using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Begins a unit of work with every message, commits it when the message succeeds and rolls it back when it fails.</summary>
/// <remarks>
/// <para>
/// The unit of work ends after the last finalize listener, even when one of those stops the propagation, and when the message is abandoned. Of
/// several units of work, the one begun last ends first. A failing commit fails the message, and the remaining units of work are rolled back.
/// </para>
/// <para>
/// A handler finds the unit of work in <see cref="DispatchContext.Items"/> under <see cref="ItemKey"/>, or shares it through a service that the
/// factory sets up.
/// </para>
/// </remarks>
/// <param name="begin">Begins a unit of work.</param>
public sealed class TransactionPlugin(Func<DispatchContext, CancellationToken, ValueTask<IUnitOfWork>> begin) : MessageBusPlugin
{
    /// <summary>The key of the unit of work among the items of the context; of several units of work, the last one.</summary>
    public const string ItemKey = "ActorBus.Plugins.TransactionPlugin.UnitOfWork";

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, BeginAsync);
    }

    private async ValueTask BeginAsync(DispatchContext context)
    {
        var work = await begin(context, context.CancellationToken).ConfigureAwait(false);
        context.Items[ItemKey] = work;
        await context.HoldAsync(new Ending(work)).ConfigureAwait(false);
    }

    private sealed class Ending(IUnitOfWork work) : IMessageResource
    {
        public async ValueTask EndAsync(bool succeeded)
        {
            await using (work.ConfigureAwait(false))
            {
                // Not with the token of the dispatch: if that was cancelled, ending the unit of work matters all the more.
                if (succeeded) await work.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                else await work.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
