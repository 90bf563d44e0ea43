namespace ActorBus.Brokers;

/// <summary>Represents a connection to a broker. Once lost, it stays lost.</summary>
/// <remarks>
/// All members may be called from any thread. Disposing a connection sends pending settlements, closes it within a few seconds regardless of the
/// broker, and returns every unsettled delivery to the broker.
/// </remarks>
public interface IBrokerConnection : IAsyncDisposable
{
    /// <summary>Whether the connection is open; false once it is lost or disposed.</summary>
    bool IsOpen { get; }

    /// <summary>The maximum number of unconfirmed publishes, which the caller must respect.</summary>
    int MaxOutstandingPublishes { get; }

    /// <summary>Declares exchanges, queues and bindings; existing ones are left unchanged.</summary>
    /// <exception cref="TopologyMismatchException">One of them exists with other arguments.</exception>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    Task DeclareAsync(Topology topology, CancellationToken cancellationToken = default);

    /// <summary>Compares a topology with what exists on the broker; nothing is created or changed.</summary>
    /// <param name="topology">The topology to compare.</param>
    /// <param name="compare">
    /// False to check only for existence, which every user may do. True to compare the arguments as well; where the user lacks the permission to
    /// configure, the result is unknown.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One finding for each part, in the order of the topology: exchanges, queues, bindings.</returns>
    /// <exception cref="BrokerException">The connection was lost, or the broker did not answer in time.</exception>
    Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken = default);

    /// <summary>Publishes a message and waits for the outcome.</summary>
    /// <remarks>
    /// Messages are sent in the order of the calls. The task never fails and never hangs: a message that cannot be sent, is refused, or whose
    /// confirmation is lost is reported as an outcome.
    /// </remarks>
    Task<PublishOutcome> PublishAsync(OutgoingMessage message);

    /// <summary>Opens a channel for the publishes of one owner.</summary>
    /// <param name="onEvent">Receives what the broker says about them; called on any thread, one call after the other, must return immediately.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="BrokerException">The broker refused, the connection was lost, or no answer came in time.</exception>
    Task<IPublishChannel> OpenPublishChannelAsync(Action<PublishChannelEvent> onEvent, CancellationToken cancellationToken = default);

    /// <summary>Subscribes to the messages of a queue.</summary>
    /// <param name="queue">The queue, which must exist.</param>
    /// <param name="prefetch">The maximum number of unsettled deliveries; at least 1.</param>
    /// <param name="onDelivery">Receives each delivery, in the order of the queue; called on any thread, must return immediately.</param>
    /// <param name="onStopped">Called when no more deliveries will arrive; at most once, and not after a requested stop.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="BrokerException">The queue is missing, or the broker refused or did not answer in time.</exception>
    Task<IBrokerSubscription> ConsumeAsync(
        string queue, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped,
        CancellationToken cancellationToken = default);

    /// <summary>Returns the state of a queue.</summary>
    /// <returns>The state; null when the queue does not exist.</returns>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken = default);

    /// <summary>Deletes a queue with all its messages; its consumers are notified. Does nothing when the queue does not exist.</summary>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    Task DeleteQueueAsync(string queue, CancellationToken cancellationToken = default);
}
