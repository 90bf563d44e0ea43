using System.Transactions;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>The transaction of one message: a new one, or its part in that of the handler which dispatched it.</summary>
/// <remarks>Handlers use it from any thread; finalize ends it, or whoever gives the dispatch up when finalize does not come to it.</remarks>
internal sealed class MessageTransaction
{
    private readonly Transaction _transaction;
    private CancellationTokenRegistration _givenUp;
    private int _hasEnded;

    private MessageTransaction(Transaction transaction) => _transaction = transaction;

    private bool IsOpen => Volatile.Read(ref _hasEnded) == 0;

    /// <summary>Takes part in the transaction around the dispatch, or begins one.</summary>
    public static MessageTransaction Begin(DispatchContext dispatch, TransactionOptions options)
    {
        var begun = new MessageTransaction(Around(dispatch.Parent) is { } outer
            ? outer._transaction.DependentClone(DependentCloneOption.BlockCommitUntilComplete)
            : new CommittableTransaction(options));

        // Finalize has not come to its end when a dispatch is over without it; before that, finalize ends the transaction.
        begun._givenUp = dispatch.CancellationToken.UnsafeRegister(
            static state =>
            {
                var (transaction, context) = ((MessageTransaction, DispatchContext))state!;
                if (context.IsOver) transaction.RollBack();
            },
            (begun, dispatch));
        return begun;
    }

    /// <summary>The open transaction of the nearest dispatch around a run; null when there is none.</summary>
    public static MessageTransaction? Around(MessageFlow? flow)
    {
        for (; flow is not null; flow = flow.Dispatch.Parent)
        {
            if (flow.Dispatch.ExtrasIfAny?.Transaction is { IsOpen: true } open) return open;
        }

        return null;
    }

    /// <summary>Runs a handler in it; what the handler throws does not end it.</summary>
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

    /// <summary>Commits or rolls back, once.</summary>
    public async Task EndAsync(bool commit)
    {
        if (!commit)
        {
            RollBack();
            return;
        }

        if (!TryEnd()) throw new TransactionAbortedException("The transaction was rolled back because the dispatch had been given up.");
        using (_transaction)
        {
            if (_transaction is CommittableTransaction own) await Task.Factory.FromAsync(own.BeginCommit, own.EndCommit, null).ConfigureAwait(false);
            else ((DependentTransaction)_transaction).Complete();
        }
    }

    private void RollBack()
    {
        if (!TryEnd()) return;
        using (_transaction) _transaction.Rollback();
    }

    private bool TryEnd()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0) return false;
        _givenUp.Unregister();
        return true;
    }
}
