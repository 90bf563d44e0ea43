using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ActorBus.Brokers;
using ActorBus.Chaos.Histories;
using ActorBus.RabbitMq;
using ActorBus.Testing;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Chaos;

/// <summary>One run: everybody starts, faults happen until all is sent, everything heals, and what became of each message is counted.</summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const string DeadLetters = Worker.Service + ".dead-letters";
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(5);

    private readonly ChaosOptions _options;
    private readonly ConcurrentQueue<HistoryEvent> _history = new();
    private readonly RabbitMqNode _node;
    private readonly TcpProxy _proxy;
    private readonly WorkerPool _workers;
    private readonly RabbitMqBroker _broker;
    private readonly ActorSystem _system = ActorSystem.Create("sender", "akka.loglevel = OFF");

    private ChaosRun(ChaosOptions options, RabbitMqNode node, TcpProxy proxy, WorkerPool workers, RabbitMqBroker broker)
    {
        _options = options;
        _node = node;
        _proxy = proxy;
        _workers = workers;
        _broker = broker;
    }

    /// <summary>Starts the broker, a network in front of it, and the workers.</summary>
    public static async Task<ChaosRun> StartAsync(ChaosOptions options)
    {
        var node = await RabbitMqNode.StartNewAsync();
        var proxy = new TcpProxy(node.Port);
        var uri = node.Uri.Replace($":{node.Port}", $":{proxy.Port}", StringComparison.Ordinal);
        var workers = await WorkerPool.StartAsync(uri, options.Workers);
        await node.SyncAsync();
        return new ChaosRun(options, node, proxy, workers, new RabbitMqBroker(RabbitMqOptions.FromUri(uri), NullLogger.Instance));
    }

    /// <summary>Runs it.</summary>
    public async Task<ChaosReport> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var nemesis = new Nemesis(_options, _node, _proxy, _workers);
        int repeated;
        await using (var service = await Worker.StartAsync(_system, _broker, Worker.DeliveryLimit, Worker.Prefetch))
        {
            var sender = new SteadySender(service.Distributed, _options.Messages, _history);
            using var healed = new CancellationTokenSource();
            var faults = nemesis.RunAsync(healed.Token);
            await TellAsync(sender, sender.RunAsync());
            await healed.CancelAsync();
            await faults;
            repeated = sender.Repeated;
        }

        await DrainAsync();
        var codes = await _workers.TerminateAsync();
        foreach (var (number, worker) in _workers.Handled())
            _history.Enqueue(new HistoryEvent.Handled(new MessageRef(SteadySender.Name, number), worker));
        var dead = await DeadLettersAsync();
        foreach (var message in dead) _history.Enqueue(new HistoryEvent.LeftOver(message, DeadLetters));
        return new ChaosReport(
            _options, nemesis.Kills, repeated, dead.Count, codes.Count(code => code != 0), Stopwatch.GetElapsedTime(started).TotalSeconds,
            HistoryChecker.Check([.. _history]));
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _system.Dispose();
        await _broker.DisposeAsync();
        await _workers.DisposeAsync();
        await _proxy.DisposeAsync();
        await _node.DisposeAsync();
    }

    private static async Task TellAsync(SteadySender sender, Task sending)
    {
        while (await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(10))) != sending)
            Console.Error.WriteLine($"{sender.Confirmed} confirmed, {sender.Repeated} repeated");
        await sending;
    }

    /// <summary>Waits until every queue but that of the dead letters is empty, looked at twice: a message may pass one look by.</summary>
    private async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(DrainLimit);
        for (var empty = 0; empty < 2;)
        {
            var counts = await _node.CountMessagesAsync();
            empty = counts.All(queue => queue.Messages == 0 || queue.Queue == DeadLetters) ? empty + 1 : 0;
            if (empty == 0) await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    private async Task<IReadOnlyList<MessageRef>> DeadLettersAsync()
    {
        var expected = (await _node.CountMessagesAsync()).Where(queue => queue.Queue == DeadLetters).Sum(queue => queue.Messages);
        List<MessageRef> found = [];
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (expected == 0) return found;
        await connection.ConsumeAsync(
            DeadLetters, ushort.MaxValue,
            delivery =>
            {
                lock (found)
                {
                    found.Add(new MessageRef(SteadySender.Name, int.Parse(Encoding.UTF8.GetString(delivery.Message.Body.Span), CultureInfo.InvariantCulture)));
                    if (found.Count == expected) all.TrySetResult();
                }
            },
            stopped => all.TrySetException(new BrokerException(stopped.Reason, isTransient: true)));
        await all.Task.WaitAsync(DrainLimit);
        return found;
    }
}
