using System.Collections.Concurrent;
using ActorBus.Brokers;
using ActorBus.RabbitMq.Consuming;
using ActorBus.RabbitMq.Declaring;
using ActorBus.RabbitMq.Publishing;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Connections;

/// <summary>
/// A single connection, which stays lost once it is lost. Everything that can end it comes together in <see cref="ConnectionLife"/>.
/// </summary>
internal sealed class RabbitMqConnection : IBrokerConnection
{
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private readonly Link _link;
    private readonly RabbitMqOptions _options;
    private readonly string _purpose;
    private readonly Action<ConnectionEvent> _onEvent;
    private readonly ILogger _logger;
    private readonly ConnectionLife _life = new();
    private readonly Requests _requests;
    private readonly AdminChannel _admin;
    private readonly BrokerLimits _limits;
    private readonly Publisher _publisher;
    private readonly Watchdog _watchdog;
    private readonly ConcurrentDictionary<RabbitMqSubscription, bool> _subscriptions = new();
    private readonly Lazy<Task> _disposal;
    private readonly Lazy<Task> _goodbye;
    private volatile bool _closing;

    public RabbitMqConnection(
        Link link, RabbitMqOptions options, ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, ILogger logger)
    {
        _link = link;
        _options = options;
        _purpose = purpose == ConnectionPurpose.Publish ? "publishing" : "consuming";
        _onEvent = onEvent;
        _logger = logger;
        _requests = new Requests(_life, options.RequestTimeout, logger);
        _admin = new AdminChannel(link.Client, _requests, logger);
        _limits = WireLimits.Of(options, link.Client.FrameMax);
        _publisher = new Publisher(link, _requests, _life, options, _limits, logger);
        _disposal = new Lazy<Task>(CloseAsync);
        _goodbye = new Lazy<Task>(GoodbyeAsync);
        _life.OnEnd = Ended;
        var silence = options.SilenceLimit ?? options.Heartbeat * 1.2;
        _watchdog = new Watchdog(_life, link.Socket, silence, _publisher.Look);
        Log.Connected(logger, link.Node, _purpose, options.Heartbeat, silence);
        link.Client.ConnectionBlockedAsync += OnBlockedAsync;
        link.Client.ConnectionUnblockedAsync += OnUnblockedAsync;
        // Last, because it reports immediately if the connection is already gone.
        link.Client.ConnectionShutdownAsync += OnShutdownAsync;
    }

    public bool IsOpen => _life.IsOpen;

    public int MaxOutstandingPublishes => _options.MaxOutstandingPublishes;

    public Task DeclareAsync(Topology topology, CancellationToken cancellationToken = default) =>
        new TopologyDeclarer(_admin, _link.Client).DeclareAsync(topology, cancellationToken);

    public Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return new TopologyExaminer(_admin, _link.Client).ExamineAsync(topology, compare, cancellationToken);
    }

    public Task<PublishOutcome> PublishAsync(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _publisher.PublishAsync(message);
    }

    public async Task<IPublishChannel> OpenPublishChannelAsync(Action<PublishChannelEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        try
        {
            var client = await _requests.SendAsync(
                "open a publish channel", () => _link.Client.CreateChannelAsync(ConfirmChannel.Untracked), cancellationToken).ConfigureAwait(false);
            return ConfirmChannel.On(client, (_, told) => onEvent(told), _life, _options, _limits, _logger);
        }
        catch (OperationInterruptedException refused)
        {
            var reason = CloseText.OneLine(refused.Message);
            throw new BrokerException($"No publish channel could be opened: {reason}; raise the broker's limit of channels, or send to fewer services.", isTransient: true, refused);
        }
    }

    public async Task<IBrokerSubscription> ConsumeAsync(
        string queue, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefetch, ushort.MaxValue);
        var subscription = new RabbitMqSubscription(queue, (ushort)prefetch, onDelivery, onStopped, _life, _requests, _logger);
        subscription.Closed = gone => _subscriptions.TryRemove(gone, out _);
        _subscriptions[subscription] = true;
        try
        {
            await subscription.StartAsync(_link.Client, cancellationToken).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            _subscriptions.TryRemove(subscription, out _);
            throw;
        }
    }

    public Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken = default) =>
        new QueueInspector(_admin).InspectAsync(queue, cancellationToken);

    public Task DeleteQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        new QueueDeleter(_admin).DeleteAsync(queue, cancellationToken);

    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task CloseAsync()
    {
        // Never on the stack of the caller, which may be the dispatcher of the client library and must not wait for itself.
        await Task.Yield();
        _closing = true;
        if (_life.IsOpen)
        {
            foreach (var subscription in _subscriptions.Keys)
                subscription.Retire();
            await Task.WhenAll([_publisher.StopAsync(GoodbyeLimit), .. _subscriptions.Keys.Select(each => each.FlushAsync(GoodbyeLimit))])
                .ConfigureAwait(false);
            _life.End("it was closed on request", cut: false);
        }

        await _goodbye.Value.ConfigureAwait(false);
    }

    /// <summary>Called once, whatever ended the connection.</summary>
    private void Ended(string reason, bool cut)
    {
        _watchdog.Dispose();
        if (cut)
            _link.Socket.Cut();
        if (_closing)
            Log.ClosedOnRequest(_logger, _link.Node, _purpose);
        else
            Log.Lost(_logger, _link.Node, _purpose, reason);
        _publisher.End(reason);
        foreach (var subscription in _subscriptions.Keys)
            subscription.Stopped(reason);
        Tell(new ConnectionEvent.Closed(reason));
        Background.Forget(_goodbye.Value, _logger);
    }

    /// <summary>Gives the library a moment to close politely, then cuts the socket in any case.</summary>
    private async Task GoodbyeAsync()
    {
        await Task.Yield();
        var goodbye = Background.QuietlyAsync(_link.Client);
        await goodbye.WaitAsync(GoodbyeLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _link.Socket.Cut();
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        _life.End(CloseText.Of(reason), cut: false);
        return Task.CompletedTask;
    }

    private Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs blocked)
    {
        var reason = CloseText.OneLine(blocked.Reason);
        Log.Blocked(_logger, _link.Node, reason);
        _publisher.Blocked(reason);
        Tell(new ConnectionEvent.Blocked(reason));
        return Task.CompletedTask;
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs unblocked)
    {
        Log.Unblocked(_logger, _link.Node);
        _publisher.Unblocked();
        Tell(new ConnectionEvent.Unblocked());
        return Task.CompletedTask;
    }

    private void Tell(ConnectionEvent told)
    {
        try
        {
            _onEvent(told);
        }
        catch (Exception thrown)
        {
            Log.ListenerThrew(_logger, thrown);
        }
    }
}
