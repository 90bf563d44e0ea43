using System.Collections.Concurrent;

namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>Publishes numbered messages until it is stopped, reconnects as the bridge would, and repeats what is not confirmed.</summary>
internal sealed class SteadyPublisher
{
    private readonly RabbitMqOptions _options;
    private readonly string _queue;
    private readonly Ledger _ledger;
    private readonly int _bodySize;
    private readonly ConcurrentQueue<string> _again = new();
    private int _next;
    private int _confirmed;
    private int _connections;
    private volatile bool _stop;
    private Task _running = Task.CompletedTask;

    public SteadyPublisher(RabbitMqOptions options, string queue, Ledger ledger, int bodySize = 200)
    {
        _options = options;
        _queue = queue;
        _ledger = ledger;
        _bodySize = bodySize;
    }

    public int Confirmed => Volatile.Read(ref _confirmed);

    public int Connections => Volatile.Read(ref _connections);

    public void Stop() => _stop = true;

    /// <summary>Runs until it is stopped and nothing is left to repeat.</summary>
    public Task RunAsync() => _running = PublishAsync();

    /// <summary>Waits until so many are confirmed.</summary>
    public async Task ReachAsync(int confirmed)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (Confirmed < confirmed && !_running.IsFaulted)
            await Task.Delay(5, limit.Token);
        if (_running.IsFaulted)
            await _running;
    }

    private async Task PublishAsync()
    {
        while (!_stop || !_again.IsEmpty)
        {
            IBrokerConnection connection;
            try
            {
                connection = await Rabbit.ConnectAsync(_options);
            }
            catch (BrokerException refused) when (refused.IsTransient)
            {
                await Task.Delay(50);
                continue;
            }

            _connections++;
            await using (connection)
                await RunOnAsync(connection);
        }
    }

    private async Task RunOnAsync(IBrokerConnection connection)
    {
        var outstanding = new List<Task>();
        while (connection.IsOpen && (!_stop || !_again.IsEmpty))
        {
            while (outstanding.Count < connection.MaxOutstandingPublishes && (!_stop || !_again.IsEmpty))
            {
                var id = _again.TryDequeue(out var repeated) ? repeated : $"{_next++}";
                outstanding.Add(PublishAsync(connection, id));
            }

            await Task.WhenAny(outstanding);
            outstanding.RemoveAll(each => each.IsCompleted);
        }

        await Task.WhenAll(outstanding);
    }

    private async Task PublishAsync(IBrokerConnection connection, string id)
    {
        var message = new BrokerMessage { Body = new byte[_bodySize], MessageId = id };
        var outcome = await connection.PublishAsync(new OutgoingMessage("", _queue, message));
        _ledger.Sent(id, outcome.Status);
        if (outcome.Status == PublishStatus.Confirmed)
        {
            Interlocked.Increment(ref _confirmed);
            return;
        }

        _again.Enqueue(id);
    }
}
