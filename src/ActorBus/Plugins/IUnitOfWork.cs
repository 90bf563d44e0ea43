namespace ActorBus.Plugins;

/// <summary>What a <see cref="TransactionPlugin"/> begins for each message and ends when it ends.</summary>
public interface IUnitOfWork : IAsyncDisposable
{
    /// <summary>The message succeeded; disposed afterwards.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>The message failed; disposed afterwards.</summary>
    Task RollbackAsync(CancellationToken cancellationToken);
}
