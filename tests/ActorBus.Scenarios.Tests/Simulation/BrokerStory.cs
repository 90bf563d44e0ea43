using ActorBus.Brokers;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>
/// Senders, a queue with a delay queue and a dead letter queue, consumers and faults, all of them as the seed has it. Told in
/// two parts: first faults; then everything is healed and has to come to an end in time.
/// </summary>
internal sealed class BrokerStory
{
    private const string Queue = "work";
    private const string DelayQueue = "work.retry";
    private const string DeadQueue = "work.dead-letters";
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TimeToHeal = TimeSpan.FromSeconds(60);

    private readonly SimulatedWorld _world;
    private readonly bool _singleActive;
    private readonly long? _maxLength;
    private readonly SimulatedSender[] _senders;

    private BrokerStory(int seed)
    {
        _world = new SimulatedWorld(seed);
        var chance = _world.Chance;
        _singleActive = chance.Next(2) == 0;
        _maxLength = chance.Next(4) == 0 ? 3 : null;
        _senders = [.. Enumerable.Range(1, chance.Next(1, 3)).Select(
            number => new SimulatedSender(_world, $"sender{number}", Queue, chance.Next(5, 40), chance.Next(1, 12)))];
    }

    /// <summary>Tells the story of a seed.</summary>
    /// <returns>The world as it is in the end, and what the checker found in its history.</returns>
    public static (SimulatedWorld World, Verdict Verdict) Tell(int seed)
    {
        var story = new BrokerStory(seed);
        try
        {
            story.Play();
        }
        catch (Exception error) when (error is TimeoutException or AggregateException)
        {
            throw new InvalidOperationException(
                $"Seed {seed}: {error.Message}\n{string.Join('\n', story._world.Lines().TakeLast(60))}", error);
        }

        return (story._world, HistoryChecker.Check(story._world.History, story._singleActive));
    }

    private void Play()
    {
        var declared = false;
        var drained = false;
        _world.Start(async () =>
        {
            await DeclareAsync();
            declared = true;
        });
        _world.RunUntil(() => declared, TimeToHeal, "the queues are declared");
        foreach (var sender in _senders) _world.Start(sender.RunAsync);
        var prefetch = _world.Chance.Next(1, 12);
        for (var number = _world.Chance.Next(1, 4); number > 0; number--)
            _world.Start(new SimulatedConsumer(_world, $"consumer{number}", Queue, DelayQueue, prefetch).RunAsync);
        _world.Start(new FaultInjector(_world, _world.Chance.Next(0, 7)).RunAsync);

        _world.RunUntil(() => _world.IsHealed, TimeToHeal, "the faults are over");
        _world.RunUntil(() => _senders.All(sender => sender.IsDone), TimeToHeal, "all is sent");
        _world.Start(async () =>
        {
            while (!await IsDrainedAsync()) await _world.DelayAsync(500);
            await TellWhatIsLeftAsync();
            drained = true;
        });
        _world.RunUntil(() => drained, TimeToHeal, "the queues are empty");
    }

    private async Task DeclareAsync()
    {
        var connection = await _world.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await connection.DeclareAsync(new Topology
        {
            Queues =
            [
                new(Queue)
                {
                    DeliveryLimit = 10,
                    MaxLength = _maxLength,
                    SingleActiveConsumer = _singleActive,
                    DeadLetterExchange = "",
                    DeadLetterRoutingKey = DeadQueue,
                },
                new(DelayQueue) { MessageTtl = Delay, DeadLetterExchange = "", DeadLetterRoutingKey = Queue },
                new(DeadQueue),
            ],
        });
        await connection.DisposeAsync();
    }

    private async Task<bool> IsDrainedAsync() =>
        (await _world.Broker.Control.ListQueuesAsync()).All(
            queue => queue.Name == DeadQueue || queue.Ready + queue.Unsettled == 0);

    private async Task TellWhatIsLeftAsync()
    {
        foreach (var left in await _world.Broker.Control.PeekAsync(DeadQueue, int.MaxValue))
            _world.Tell(new HistoryEvent.LeftOver(MessageRef.Parse(left.Message.MessageId!), DeadQueue));
    }
}
