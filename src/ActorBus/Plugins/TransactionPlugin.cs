using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Begins a unit of work with every message, commits it when the message succeeds and rolls it back when it fails.</summary>
/// <remarks>
/// A commit that fails fails the message. A handler that wants the unit of work finds it in <see cref="DispatchContext.Items"/> under
/// <see cref="ItemKey"/>, or shares it through a service that the factory sets up.
/// </remarks>
/// <param name="begin">Begins a unit of work.</param>
public sealed class TransactionPlugin(Func<DispatchContext, CancellationToken, ValueTask<IUnitOfWork>> begin) : MessageBusPlugin
{
    /// <summary>The key of the unit of work among the items of the context.</summary>
    public const string ItemKey = "ActorBus.Plugins.TransactionPlugin.UnitOfWork";

    // After the listeners that look at the exception or clear it, after the query bus has decided, and after the guard.
    internal const int Last = -10_000;

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, async context => context.Items[ItemKey] = await begin(context, context.CancellationToken).ConfigureAwait(false));
        ListenFinalize(bus, Last, EndAsync);
    }

    private static async ValueTask EndAsync(DispatchContext context)
    {
        if (context.Get<IUnitOfWork?>(ItemKey, null) is not { } work) return;
        await using (work.ConfigureAwait(false))
        {
            // Not with the token of the dispatch: when that has fired, the end matters all the more.
            if (context.HasFailed) await work.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
            else await work.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
