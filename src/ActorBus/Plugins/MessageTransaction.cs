using System.Transactions;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>The transaction of one message: a new one, or a part of the transaction of the handler that dispatched it.</summary>
/// <remarks>Handlers may use it from any thread.</remarks>
internal sealed class MessageTransaction : IMessageResource
{
    private readonly Transaction _transaction;
    private int _hasEnded;

    private MessageTransaction(Transaction transaction) => _transaction = transaction;

    private bool IsOpen => Volatile.Read(ref _hasEnded) == 0;

    /// <summary>Joins the transaction around the dispatch, or begins a new one.</summary>
    public static MessageTransaction Begin(DispatchContext dispatch, TransactionOptions options) => new(Around(dispatch.Parent) is { } outer
        ? outer._transaction.DependentClone(DependentCloneOption.BlockCommitUntilComplete)
        : new CommittableTransaction(options));

    /// <summary>Returns the open transaction of the nearest enclosing dispatch; null when there is none.</summary>
    public static MessageTransaction? Around(MessageFlow? flow)
    {
        for (; flow is not null; flow = flow.Dispatch.Parent)
        {
            if (flow.Dispatch.ExtrasIfAny?.Transaction is { IsOpen: true } open) return open;
        }

        return null;
    }

    /// <summary>Runs a handler in the transaction; an exception of the handler does not end it.</summary>
    public async ValueTask<object?> RunAsync(Func<ValueTask<object?>> run)
    {
        using var part = _transaction.DependentClone(DependentCloneOption.BlockCommitUntilComplete);
        try
        {
            using var scope = new TransactionScope(part, TransactionScopeAsyncFlowOption.Enabled);
            try
            {
                return await run().ConfigureAwait(false);
            }
            finally
            {
                scope.Complete();
            }
        }
        finally
        {
            part.Complete();
        }
    }

    /// <summary>Commits or rolls back the transaction.</summary>
    public async ValueTask EndAsync(bool succeeded)
    {
        Volatile.Write(ref _hasEnded, 1);
        using (_transaction)
        {
            if (!succeeded) _transaction.Rollback();
            else if (_transaction is CommittableTransaction own) await Task.Factory.FromAsync(own.BeginCommit, own.EndCommit, null).ConfigureAwait(false);
            else ((DependentTransaction)_transaction).Complete();
        }
    }
}
