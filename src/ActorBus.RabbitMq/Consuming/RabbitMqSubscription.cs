using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>A consumer on its own channel, so that what closes the channel affects nothing else.</summary>
internal sealed class RabbitMqSubscription : IBrokerSubscription
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly ushort _prefetch;
    private readonly Action<Delivery> _onDelivery;
    private readonly Action<ConsumerStopped> _onStopped;
    private readonly ConnectionLife _life;
    private readonly Requests _requests;
    private readonly ILogger _logger;
    private IChannel? _channel;
    private DeliveryConsumer? _consumer;
    private Settler? _settler;
    private string _tag = "";
    private string? _ended;
    private bool _started;
    private int _over;

    public RabbitMqSubscription(
        string queue, ushort prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped, ConnectionLife life,
        Requests requests, ILogger logger)
    {
        Queue = queue;
        _prefetch = prefetch;
        _onDelivery = onDelivery;
        _onStopped = onStopped;
        _life = life;
        _requests = requests;
        _logger = logger;
    }

    public string Queue { get; }

    /// <summary>Called when the subscription has nothing left to do.</summary>
    public Action<RabbitMqSubscription>? Closed { get; set; }

    public async Task StartAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var starting = _requests.SendAsync($"consume queue '{Queue}'", () => OpenAsync(connection), CancellationToken.None);
        try
        {
            await starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationInterruptedException refused)
        {
            Retire();
            throw new BrokerException(
                $"Queue '{Queue}' cannot be consumed: {CloseText.Of(refused.ShutdownReason!)}; declare it first, or correct its name or the "
                + "user's rights.", CloseText.IsTransient(refused.ShutdownReason!), refused);
        }
        catch
        {
            // Nothing will settle further deliveries: closing the channel returns them.
            Retire();
            Background.Forget(CloseAfterAsync(starting), _logger);
            throw;
        }

        // Ended between the broker's answer and here: report it now, because the subscription was not known earlier.
        Volatile.Write(ref _started, true);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _ended) is not null || !_life.IsOpen)
            Stopped(Volatile.Read(ref _ended) ?? _life.Reason);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Retire();
        if (_channel is not { IsOpen: true } channel || !_life.IsOpen)
            return;
        try
        {
            await _requests.SendAsync($"stop consuming queue '{Queue}'", () => CancelAsync(channel), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is BrokerException or OperationInterruptedException)
        {
            // The channel or connection, and with it the consumer, has gone in the meantime, which is what was requested.
            Log.ClearingUpFailed(_logger, gone.GetType().Name, CloseText.OneLine(gone.Message));
        }

        _settler!.CloseWhenSettled(Close);
    }

    public async ValueTask DisposeAsync()
    {
        Retire();
        if (_settler is null) return;
        await _settler.FlushAsync(CloseLimit).ConfigureAwait(false);
        _settler.Close();
        Closed?.Invoke(this);
        // The broker takes back what is unsettled when the channel closes.
        if (_channel is { } channel) await Background.QuietlyAsync(channel).WaitAsync(CloseLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Suppresses the report of its end from now on.</summary>
    public void Retire() => Interlocked.Exchange(ref _over, 1);

    public Task FlushAsync(TimeSpan limit) => _settler?.FlushAsync(limit) ?? Task.CompletedTask;

    /// <summary>Handles its end; only the first cause is reported, and only if the end was not requested.</summary>
    public void Stopped(string reason)
    {
        _settler?.Close();
        Closed?.Invoke(this);
        Interlocked.CompareExchange(ref _ended, reason, null);
        if (!Volatile.Read(ref _started) || Interlocked.Exchange(ref _over, 1) != 0)
            return;
        try
        {
            _onStopped(new ConsumerStopped(Queue, reason));
        }
        catch (Exception thrown)
        {
            Log.ListenerThrew(_logger, thrown);
        }

        if (_channel is { } channel)
            Background.Forget(Background.QuietlyAsync(channel), _logger);
    }

    public void Deliver(BrokerMessage message, ulong tag, string exchange, string routingKey, bool redelivered, long? deliveryCount)
    {
        var unsettled = _settler!.Add(tag);
        try
        {
            _onDelivery(new Delivery(message, Queue, exchange, routingKey, redelivered, deliveryCount, unsettled.Settle));
        }
        catch (Exception thrown)
        {
            Log.ReceiverThrew(_logger, thrown, Queue);
            Stopped($"its receiver threw {thrown.GetType().Name}: {CloseText.OneLine(thrown.Message)}");
        }
    }

    private async Task<bool> OpenAsync(IConnection connection)
    {
        var channel = await connection.CreateChannelAsync().ConfigureAwait(false);
        _settler = new Settler(Queue, _prefetch, channel, _life, SettlingFailed, _logger);
        _consumer = new DeliveryConsumer(this, channel);
        _channel = channel;
        await channel.BasicQosAsync(0, _prefetch, false).ConfigureAwait(false);
        _tag = await channel.BasicConsumeAsync(Queue, autoAck: false, _consumer).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> CancelAsync(IChannel channel)
    {
        await channel.BasicCancelAsync(_tag).ConfigureAwait(false);
        await _consumer!.Cancelled.ConfigureAwait(false);
        return true;
    }

    private async Task CloseAfterAsync(Task<bool> starting)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close();
    }

    /// <summary>Handles that settlements can no longer be sent.</summary>
    private void SettlingFailed(string reason)
    {
        Stopped(reason);
        // In any case, whether its end was requested or not: an open channel would keep what is unsettled from every other consumer.
        Close();
    }

    private void Close()
    {
        _settler?.Close();
        Closed?.Invoke(this);
        if (_channel is { } channel)
            Background.Forget(Background.QuietlyAsync(channel), _logger);
    }
}
