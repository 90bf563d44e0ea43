using System.Transactions;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>
/// Runs every message in a <see cref="Transaction"/>, which begins in the initialize phase and, after the last finalize listener, is committed if the
/// message succeeded and rolled back otherwise. It is <see cref="Transaction.Current"/> in the handlers, across their awaits.
/// </summary>
/// <remarks>
/// <para>
/// Messages that a handler dispatches and awaits take part in its transaction, on all buses, whether the plugin is attached there or not; when such a
/// message fails on a bus with the plugin, the whole transaction is rolled back. A command that is queued behind the current one on the same bus runs
/// after its commit, in a separate transaction.
/// </para>
/// <para>
/// An exception of a handler is not decisive: a finalize listener may clear it, and the transaction commits. A failing commit fails the message.
/// Handlers that are actors, listeners of the bus and messages told to actors run outside of the transaction.
/// </para>
/// </remarks>
/// <param name="options">The isolation level and the timeout; null for read committed and the timeout of the process.</param>
public sealed class TransactionScopePlugin(TransactionOptions? options = null) : MessageBusPlugin
{
    private readonly TransactionOptions _options = options
        ?? new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted, Timeout = TransactionManager.DefaultTimeout };

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, context =>
        {
            // Attaching the plugin twice still results in one transaction.
            if (context.Extras.Transaction is not null) return default;
            var transaction = context.Extras.Transaction = MessageTransaction.Begin(context, _options);
            return context.HoldAsync(transaction);
        });
    }
}
