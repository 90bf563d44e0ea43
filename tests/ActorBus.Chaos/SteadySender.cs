using System.Collections.Concurrent;
using System.Globalization;
using ActorBus.Brokers;
using ActorBus.Chaos.Histories;
using ActorBus.Distribution;

namespace ActorBus.Chaos;

/// <summary>Sends numbered commands, some at a time, and each again until it is confirmed.</summary>
internal sealed class SteadySender(IDistributedBus bus, int messages, ConcurrentQueue<HistoryEvent> history)
{
    /// <summary>Who the history says it is.</summary>
    public const string Name = "shop";

    private const int AtATime = 100;
    private int _next;
    private int _confirmed;
    private int _repeated;

    /// <summary>How many are stored.</summary>
    public int Confirmed => Volatile.Read(ref _confirmed);

    /// <summary>How many sends ended without a confirmation, and were repeated.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Completes when all are confirmed.</summary>
    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => SendAllAsync()));

    private async Task SendAllAsync()
    {
        while (Interlocked.Increment(ref _next) is var number && number <= messages)
        {
            while (!await SendAsync(new MessageRef(Name, number))) Interlocked.Increment(ref _repeated);
            Interlocked.Increment(ref _confirmed);
        }
    }

    private async Task<bool> SendAsync(MessageRef message)
    {
        history.Enqueue(new HistoryEvent.PublishStarted(message, Worker.Service));
        var status = PublishStatus.Confirmed;
        try
        {
            await bus.SendCommandAsync(Worker.Service, Worker.Command, message.Number.ToString(CultureInfo.InvariantCulture));
        }
        catch (DeliveryFailedException error)
        {
            status = error.Status;
        }

        history.Enqueue(new HistoryEvent.PublishEnded(message, Worker.Service, status));
        return status == PublishStatus.Confirmed;
    }
}
