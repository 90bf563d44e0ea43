using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches queries of this process, each to exactly one finder, and gives back its result.</summary>
/// <remarks>
/// A failure never leaves the call itself, only the task. Where a finalize listener has cleared the failure, the result is what it put into the
/// context, else the default of its type.
/// </remarks>
public interface IQueryBus : IMessageBus
{
    /// <summary>Dispatches a query with the bus's own settings.</summary>
    /// <exception cref="MessageDispatchException">It failed, or the result is not a <typeparamref name="TResult"/>.</exception>
    /// <exception cref="DispatchTimeoutException">It took longer than the bus allows.</exception>
    Task<TResult> DispatchAsync<TResult>(object query, CancellationToken cancellationToken = default);

    /// <summary>Dispatches a query with settings of its own.</summary>
    /// <exception cref="MessageDispatchException">It failed, or the result is not a <typeparamref name="TResult"/>.</exception>
    /// <exception cref="DispatchTimeoutException">It took longer than it may.</exception>
    Task<TResult> DispatchAsync<TResult>(object query, DispatchOptions options, CancellationToken cancellationToken = default);
}
