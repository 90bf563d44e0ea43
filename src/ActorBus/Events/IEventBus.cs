using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches events within this process to every handler whose routing key matches; having none is not an error.</summary>
/// <remarks>
/// By default handlers run one after the other in the order of their registration, and the first failure ends the dispatch; see
/// <see cref="CollectExceptions"/>.
/// </remarks>
public interface IEventBus : IMessageBus
{
    /// <summary>
    /// Whether every handler runs and failures are reported together in an <see cref="EventListenerException"/>. By default, the first failure ends
    /// the dispatch.
    /// </summary>
    bool CollectExceptions { get; set; }

    /// <summary>Dispatches an event with the settings of the bus.</summary>
    /// <exception cref="MessageDispatchException">A handler failed; contains the cause.</exception>
    /// <exception cref="DispatchTimeoutException">The dispatch exceeded the time limit of the bus.</exception>
    Task DispatchAsync(object @event, CancellationToken cancellationToken = default);

    /// <summary>Dispatches an event with its own settings.</summary>
    /// <exception cref="MessageDispatchException">A handler failed; contains the cause.</exception>
    /// <exception cref="DispatchTimeoutException">The dispatch exceeded its time limit.</exception>
    Task DispatchAsync(object @event, DispatchOptions options, CancellationToken cancellationToken = default);
}
