using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches events of this process to every handler whose routing key fits; none is fine.</summary>
/// <remarks>Handlers run one after the other in the order of their registration; the first failure ends it (see CollectExceptions).</remarks>
public interface IEventBus : IMessageBus
{
    /// <summary>
    /// True: every handler runs, and failures are reported together in an <see cref="EventListenerException"/>.
    /// False, the default: the first failure ends the dispatch.
    /// </summary>
    bool CollectExceptions { get; set; }

    /// <summary>Dispatches an event with the bus's own settings.</summary>
    /// <exception cref="MessageDispatchException">A handler failed; the cause is inside.</exception>
    /// <exception cref="DispatchTimeoutException">It took longer than the bus allows.</exception>
    Task DispatchAsync(object @event, CancellationToken cancellationToken = default);

    /// <summary>Dispatches an event with settings of its own.</summary>
    /// <exception cref="MessageDispatchException">A handler failed; the cause is inside.</exception>
    /// <exception cref="DispatchTimeoutException">It took longer than it may.</exception>
    Task DispatchAsync(object @event, DispatchOptions options, CancellationToken cancellationToken = default);
}
