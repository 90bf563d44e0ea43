namespace ActorBus.Brokers;

/// <summary>One connection to a broker; when it is lost it stays lost.</summary>
/// <remarks>
/// All members may be called from any thread. Disposing it sends what was settled, closes it within a few seconds whatever
/// the broker does, and gives every unsettled delivery back to the broker.
/// </remarks>
public interface IBrokerConnection : IAsyncDisposable
{
    /// <summary>False once it is lost or disposed.</summary>
    bool IsOpen { get; }

    /// <summary>How many publishes may await their confirmation at a time; the caller keeps to it.</summary>
    int MaxOutstandingPublishes { get; }

    /// <summary>Makes sure that exchanges, queues and bindings are there; what is there already is left as it is.</summary>
    /// <exception cref="TopologyMismatchException">One is there with other arguments.</exception>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    Task DeclareAsync(Topology topology, CancellationToken cancellationToken = default);

    /// <summary>Says what is there of exchanges, queues and bindings; nothing is made or changed.</summary>
    /// <param name="topology">What is asked for.</param>
    /// <param name="compare">
    /// False: only whether it is there, which every user may ask. True: also whether its arguments are those asked for; where the
    /// user has no right to configure, that is unknown.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>One finding for each part, in the order of the topology: exchanges, queues, bindings.</returns>
    /// <exception cref="BrokerException">The connection was lost, or the broker did not answer in time.</exception>
    Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken = default);

    /// <summary>Sends a message and waits for the broker's word.</summary>
    /// <remarks>
    /// Messages go out in the order of the calls. The task never fails and never hangs: what cannot be sent, is refused, or
    /// loses its answer is an outcome.
    /// </remarks>
    Task<PublishOutcome> PublishAsync(OutgoingMessage message);

    /// <summary>Has the broker hand out the messages of a queue.</summary>
    /// <param name="queue">The queue; it exists.</param>
    /// <param name="prefetch">How many deliveries may be unsettled at a time; at least 1.</param>
    /// <param name="onDelivery">Gets each delivery, in the queue's order; called on any thread, must return at once.</param>
    /// <param name="onStopped">Told when nothing more will come; called once at most, and not after a stop on request.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BrokerException">The queue is missing, or the broker refused or did not answer in time.</exception>
    Task<IBrokerSubscription> ConsumeAsync(
        string queue, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped,
        CancellationToken cancellationToken = default);

    /// <summary>Looks at a queue.</summary>
    /// <returns>Null when there is no such queue.</returns>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken = default);

    /// <summary>Deletes a queue with everything in it; whoever consumes it is told that it is gone. Where there is none, nothing is done.</summary>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    Task DeleteQueueAsync(string queue, CancellationToken cancellationToken = default);
}
