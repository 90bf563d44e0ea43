using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>Settles the deliveries of one channel at the broker, with one writer at a time and many acknowledgements in one frame.</summary>
/// <remarks>
/// An acknowledgement waits for others until an eighth of the prefetch is done or a millisecond or two has passed; refusals are sent immediately.
/// After the channel is gone nothing is sent: the broker redelivers, and a tag refers to another message.
/// </remarks>
internal sealed class Settler : IThreadPoolWorkItem, IDisposable
{
    private const int LargestBatch = 128;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly UnsettledList _unsettled = new();
    private readonly List<SettleFrame> _frames = [];
    private readonly string _queue;
    private readonly IChannel _channel;
    private readonly ConnectionLife _life;
    private readonly Action<string> _onFailed;
    private readonly ILogger _logger;
    private readonly int _batch;
    private readonly Timer _timer;
    private TaskCompletionSource? _flushed;
    private bool _timed;
    private bool _busy;
    private bool _closed;
    private long _stale;

    /// <summary>Creates the settler of a channel.</summary>
    /// <param name="queue">The queue that is consumed.</param>
    /// <param name="prefetch">The maximum number of unsettled deliveries.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="life">The life of the connection.</param>
    /// <param name="onFailed">Called once, with the reason, when a settlement could not be sent: all that is unsettled must go back to the broker.</param>
    /// <param name="logger">Logs settlements that are dropped.</param>
    public Settler(string queue, int prefetch, IChannel channel, ConnectionLife life, Action<string> onFailed, ILogger logger)
    {
        _queue = queue;
        _channel = channel;
        _life = life;
        _onFailed = onFailed;
        _logger = logger;
        _batch = Math.Clamp(prefetch / 8, 1, LargestBatch);
        _timer = new Timer(static self => ((Settler)self!).Due(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Called when everything has been settled at the broker; set by <see cref="CloseWhenSettled"/>.</summary>
    private Action? OnSettled { get; set; }

    public UnsettledDelivery Add(ulong tag)
    {
        var delivery = new UnsettledDelivery(this, tag);
        lock (_gate)
            _unsettled.Add(delivery);
        return delivery;
    }

    public SettleResult Settle(UnsettledDelivery delivery, Settlement settlement)
    {
        var ring = false;
        lock (_gate)
        {
            if (!_closed)
            {
                _unsettled.Settle(delivery, settlement);
                if (settlement != Settlement.Ack || _unsettled.Pending >= _batch || OnSettled is not null)
                {
                    ring = !_busy;
                    _busy = true;
                }
                else if (!_timed)
                {
                    _timed = true;
                    _timer.Change(LongestWait, Timeout.InfiniteTimeSpan);
                }
            }
            else
            {
                Log.StaleSettlement(_logger, _queue, ++_stale);
                return SettleResult.Stale;
            }
        }

        if (ring)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return SettleResult.Settled;
    }

    /// <summary>Sends all pending settlements; completes when they are on their way.</summary>
    public async Task FlushAsync(TimeSpan limit)
    {
        Task flushed;
        bool ring;
        lock (_gate)
        {
            if (_closed || (_unsettled.Pending == 0 && !_busy))
                return;
            flushed = (_flushed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            ring = !_busy;
            _busy = true;
        }

        if (ring)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        await flushed.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Marks the end of deliveries, and has the callback called when all of them are settled.</summary>
    public void CloseWhenSettled(Action onSettled)
    {
        lock (_gate)
        {
            OnSettled = onSettled;
            if (_unsettled.Count > 0)
                return;
        }

        onSettled();
    }

    /// <summary>Marks the channel as gone: from now on every settlement is stale.</summary>
    public void Close()
    {
        TaskCompletionSource? flushed;
        lock (_gate)
        {
            _closed = true;
            flushed = _flushed;
        }

        flushed?.TrySetResult();
        _timer.Dispose();
    }

    public void Dispose() => Close();

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    private void Due()
    {
        lock (_gate)
        {
            _timed = false;
            if (_busy || _closed)
                return;
            _busy = true;
        }

        _ = SendAsync();
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next())
            {
                foreach (var frame in _frames)
                {
                    var sending = frame.IsAck
                        ? _channel.BasicAckAsync(frame.Tag, frame.Multiple, CancellationToken.None)
                        : _channel.BasicRejectAsync(frame.Tag, frame.Requeue, CancellationToken.None);
                    if (!sending.IsCompletedSuccessfully)
                        await sending.AsTask().WaitAsync(_life.Ended).ConfigureAwait(false);
                }
            }
        }
        catch (Exception gone)
        {
            // Mostly the channel was closed during the write, which its own event reports too; otherwise nobody else knows of it.
            Log.ClearingUpFailed(_logger, gone.GetType().Name, CloseText.OneLine(gone.Message));
            Close();
            _onFailed(ReasonOf(gone));
        }
    }

    private string ReasonOf(Exception failure) =>
        !_life.IsOpen ? _life.Reason
        : _channel.CloseReason is { } closed ? CloseText.Of(closed)
        : $"a settlement could not be sent: {failure.GetType().Name}: {CloseText.OneLine(failure.Message)}";

    private bool Next()
    {
        Action? settled;
        TaskCompletionSource? flushed;
        lock (_gate)
        {
            _frames.Clear();
            if (!_closed)
                _unsettled.TakeFrames(_frames);
            if (_frames.Count > 0)
                return true;
            _busy = false;
            flushed = _flushed;
            _flushed = null;
            settled = _unsettled.Count == 0 ? OnSettled : null;
        }

        flushed?.TrySetResult();
        settled?.Invoke();
        return false;
    }
}
