using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches queries within this process, each to exactly one finder, and returns the result.</summary>
/// <remarks>
/// Failures are reported through the task and never thrown by the call itself. If a finalize listener has cleared the failure, the result is what the
/// listener put into the context, or else the default of its type.
/// </remarks>
public interface IQueryBus : IMessageBus
{
    /// <summary>Dispatches a query with the settings of the bus.</summary>
    /// <exception cref="MessageDispatchException">The query failed, or its result is not a <typeparamref name="TResult"/>.</exception>
    /// <exception cref="DispatchTimeoutException">The dispatch exceeded the time limit of the bus.</exception>
    Task<TResult> DispatchAsync<TResult>(object query, CancellationToken cancellationToken = default);

    /// <summary>Dispatches a query with its own settings.</summary>
    /// <exception cref="MessageDispatchException">The query failed, or its result is not a <typeparamref name="TResult"/>.</exception>
    /// <exception cref="DispatchTimeoutException">The dispatch exceeded its time limit.</exception>
    Task<TResult> DispatchAsync<TResult>(object query, DispatchOptions options, CancellationToken cancellationToken = default);
}
