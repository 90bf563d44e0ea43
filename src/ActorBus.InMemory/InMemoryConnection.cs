using System.Diagnostics;
using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>
/// A connection to an in-memory broker. Calls are posted to the broker's executor, and callbacks run on the connection's own executor, one at a time,
/// so that a slow user delays nobody else.
/// </summary>
internal sealed class InMemoryConnection : IBrokerConnection
{
    private readonly Action<ConnectionEvent> _onEvent;
    private readonly List<PublishWork> _awaitedInVain = [];
    private readonly BrokerTimer _confirmTimeout;
    private volatile string? _closedBecause;
    private volatile string? _lostBecause;

    public InMemoryConnection(VirtualHost host, ConnectionPurpose purpose, Action<ConnectionEvent> onEvent)
    {
        _onEvent = onEvent;
        Host = host;
        Purpose = purpose;
        Executor = host.CreateExecutor();
        _confirmTimeout = new BrokerTimer(
            host, () => host.Close(this, $"no confirmation came within {host.Options.ConfirmTimeout}", onRequest: false));
    }

    public VirtualHost Host { get; }

    public ConnectionPurpose Purpose { get; }

    /// <summary>Runs all callbacks.</summary>
    public SerialExecutor Executor { get; }

    /// <summary>Broker's executor only.</summary>
    public List<Consumer> Consumers { get; } = [];

    /// <summary>Broker's executor only.</summary>
    public UnsettledDeliveries Unsettled { get; } = new();

    /// <summary>The publishes that wait until the broker accepts publishes again. Broker's executor only.</summary>
    public Queue<PublishWork> Held { get; } = new();

    public string? ClosedBecause => _closedBecause;

    /// <summary>The reason of an end that was not requested.</summary>
    public string? LostBecause => _lostBecause;

    public bool IsOpen => _closedBecause is null;

    public int MaxOutstandingPublishes => Host.Options.MaxOutstandingPublishes;

    public Task DeclareAsync(Topology topology, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return Ask(
            "declare",
            () =>
            {
                Host.Topology.Declare(topology, this);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return Ask("examine the topology", () => Host.Topology.Examine(topology, compare), cancellationToken);
    }

    public Task<PublishOutcome> PublishAsync(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_closedBecause is { } reason)
            return Task.FromResult(new PublishOutcome(PublishStatus.Failed, $"the connection is closed: {reason}"));
        return Host.Options.Limits.Refusal(message) is { } refusal
            ? Task.FromResult(new PublishOutcome(PublishStatus.Failed, refusal))
            : Host.Send(this, message with { Message = WireCopy.Of(message.Message) });
    }

    public Task<IPublishChannel> OpenPublishChannelAsync(Action<PublishChannelEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        return Ask<IPublishChannel>("open a publish channel", () => new InMemoryPublishChannel(this, told => Call(() => onEvent(told))), cancellationToken);
    }

    public async Task<IBrokerSubscription> ConsumeAsync(
        string queue, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefetch, ushort.MaxValue);
        return await Ask($"consume queue '{queue}'", () => Consume(queue, prefetch, onDelivery, onStopped), cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken = default) => Ask(
        $"inspect queue '{queue}'",
        () => Host.Topology.Find(queue, this) is { } found ? new QueueState(found.Name, found.Ready, found.Consumers) : null,
        cancellationToken);

    public Task DeleteQueueAsync(string queue, CancellationToken cancellationToken = default) => Ask(
        $"delete queue '{queue}'",
        () =>
        {
            if (Host.Topology.Find(queue, this) is { } found) Host.DeleteQueue(found, "its queue was deleted");
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync() => await Host.Ask(
        () =>
        {
            Host.Close(this, "closed on request", onRequest: true);
            return true;
        },
        Executor).ConfigureAwait(false);

    /// <summary>Ends a subscription; the task completes when nothing more is delivered.</summary>
    public Task Stop(Consumer consumer, CancellationToken cancellationToken) => Host.Ask(
        () =>
        {
            Consumers.Remove(consumer);
            consumer.Queue.RemoveConsumer(consumer);
            consumer.Queue.Pump();
            return true;
        },
        Executor,
        cancellationToken);

    /// <summary>Ends a subscription and returns its unsettled deliveries.</summary>
    public Task End(Consumer consumer) => Host.Ask(
        () =>
        {
            Consumers.Remove(consumer);
            consumer.Queue.RemoveConsumer(consumer);
            foreach (var delivery in Unsettled.TakeAll(consumer)) consumer.Queue.Settle(delivery.Message, Settlement.Requeue);
            consumer.Queue.Pump();
            return true;
        },
        Executor);

    /// <summary>Calls the consumer with a delivery; runs on <see cref="Executor"/>.</summary>
    public void Deliver(Consumer consumer, Delivery delivery)
    {
        try
        {
            consumer.OnDelivery(delivery);
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    public void Tell(ConnectionEvent what) => Executor.Post(new CallbackWork(() => Call(() => _onEvent(what))));

    public void Tell(Consumer consumer, string reason) => Executor.Post(new CallbackWork(
        () => Call(() => consumer.OnStopped(new ConsumerStopped(consumer.Queue.Name, reason)))));

    public void MarkClosed(string reason, bool onRequest)
    {
        if (!onRequest) _lostBecause = reason;
        _closedBecause = reason;
        _confirmTimeout.Dispose();
    }

    /// <summary>Leaves a publish unanswered until the connection is lost.</summary>
    public void AwaitInVain(PublishWork publish)
    {
        if (_awaitedInVain.Count == 0) _confirmTimeout.Set(Host.Now + Host.Options.ConfirmTimeout);
        _awaitedInVain.Add(publish);
    }

    /// <summary>Completes the unanswered publishes when the connection ends.</summary>
    public void AbandonPublishes()
    {
        var unknown = new PublishOutcome(PublishStatus.Unknown, _closedBecause);
        foreach (var publish in _awaitedInVain.Concat(Held)) publish.Answer(unknown);
        _awaitedInVain.Clear();
        Held.Clear();
    }

    private InMemorySubscription Consume(
        string name, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped)
    {
        var queue = Host.Topology.Find(name, this) ?? throw new BrokerException(
            $"NOT_FOUND - queue '{name}' cannot be consumed: it does not exist. Declare it first.", isTransient: false);
        var consumer = new Consumer(this, queue, prefetch, onDelivery, onStopped);
        Consumers.Add(consumer);
        queue.AddConsumer(consumer);
        return new InMemorySubscription(consumer);
    }

    private Task<T> Ask<T>(string what, Func<T> ask, CancellationToken cancellationToken) => Host.Ask(
        () => _closedBecause is null
            ? ask()
            : throw new BrokerException(
                $"Could not {what}: the connection is closed: {_closedBecause}. Connect again.", isTransient: true),
        Executor,
        cancellationToken);

    private void Call(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    // A callback must not throw. The connection is closed, so that nothing is left half done and the failure is noticed.
    private void Fail(Exception error)
    {
        Trace.TraceError("A callback of a connection to the in-memory broker threw: {0}", error);
        Host.Executor.Post(new CallbackWork(() => Host.Close(
            this, $"a callback threw {error.GetType()}: {error.Message}", onRequest: false)));
    }
}
