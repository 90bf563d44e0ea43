using System.Transactions;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>
/// Runs every message in a <see cref="Transaction"/>: begun at initialize, committed after the last finalize listener when the message
/// succeeded, rolled back otherwise. It is <see cref="Transaction.Current"/> in the handlers, across their awaits.
/// </summary>
/// <remarks>
/// <para>
/// What a handler dispatches and awaits takes part in its transaction, over all buses, where the plugin is attached or not; when such a
/// message fails on a bus with the plugin, the whole transaction is rolled back. A command that waits behind the current one on the
/// same bus runs after its commit, in a transaction of its own.
/// </para>
/// <para>
/// A handler that throws does not decide: a finalize listener may clear the exception, and the transaction commits. A commit that fails
/// fails the message. Handlers that are actors, listeners of the bus and what is told to actors run outside of it.
/// </para>
/// </remarks>
/// <param name="options">Isolation and limit; null for read committed and the limit of the process.</param>
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
            // Attached twice it is one transaction all the same.
            if (context.Extras.Transaction is not null) return default;
            var transaction = context.Extras.Transaction = MessageTransaction.Begin(context, _options);
            return context.HoldAsync(transaction);
        });
    }
}
