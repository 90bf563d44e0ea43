namespace ActorBus.Plugins;

/// <summary>Represents a unit of work that a <see cref="TransactionPlugin"/> begins and ends with each message.</summary>
public interface IUnitOfWork : IAsyncDisposable
{
    /// <summary>Commits the unit of work because the message succeeded; it is disposed afterwards.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Rolls the unit of work back because the message failed; it is disposed afterwards.</summary>
    Task RollbackAsync(CancellationToken cancellationToken);
}
