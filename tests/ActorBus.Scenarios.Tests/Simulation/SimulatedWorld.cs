using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Chaos.Histories;
using ActorBus.Testing;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>A world that its seed determines: a broker, a clock, a scheduler, programs, and the history of it all.</summary>
/// <remarks>Everything runs on the thread that calls <see cref="RunUntil"/>; nothing in it may wait for anything else.</remarks>
internal sealed class SimulatedWorld
{
    private readonly ManualTimeProvider _time = new();
    private readonly SeededScheduler _scheduler;
    private readonly DateTimeOffset _start;
    private readonly List<Task> _programs = [];
    private readonly List<(TimeSpan At, HistoryEvent What)> _history = [];

    public SimulatedWorld(int seed)
    {
        Chance = new Random(seed);
        _start = _time.GetUtcNow();
        _scheduler = new SeededScheduler(new Random(seed ^ 0x5eed), _time);
        Broker = new InMemoryBroker(new InMemoryBrokerOptions
        {
            TimeProvider = _time,
            Scheduler = _scheduler.Schedule,
            ConfirmTimeout = TimeSpan.FromSeconds(2),
        });
    }

    public Random Chance { get; }

    public InMemoryBroker Broker { get; }

    public TimeSpan Now => _time.GetUtcNow() - _start;

    public int Steps => _scheduler.Steps;

    /// <summary>Once true, faults are over and everybody does their best.</summary>
    public bool IsHealed { get; set; }

    public IReadOnlyList<HistoryEvent> History => [.. _history.Select(entry => entry.What)];

    public void Tell(HistoryEvent what) => _history.Add((Now, what));

    /// <summary>The history to read, or to compare: one event a line.</summary>
    public IEnumerable<string> Lines() => _history.Select(entry => $"{entry.At.TotalMilliseconds,9:0.0} {entry.What}");

    /// <summary>Starts a program; if it fails, the world fails.</summary>
    public void Start(Func<Task> program) => _programs.Add(program());

    public Task DelayAsync(TimeSpan span) => Task.Delay(span, _time);

    public Task DelayAsync(int atMostMilliseconds) =>
        DelayAsync(TimeSpan.FromMilliseconds(Chance.Next(1, atMostMilliseconds + 1)));

    /// <summary>Makes a connection, however long that takes.</summary>
    public async Task<IBrokerConnection> ConnectAsync(ConnectionPurpose purpose, Action<ConnectionEvent> onEvent)
    {
        while (true)
        {
            try
            {
                return await Broker.ConnectAsync(purpose, onEvent).ConfigureAwait(false);
            }
            catch (BrokerException error) when (error.IsTransient)
            {
                await DelayAsync(100);
            }
        }
    }

    /// <summary>Lets the world go on until something is the case.</summary>
    /// <exception cref="TimeoutException">It is not the case in time, by the world's clock, or never will be.</exception>
    public void RunUntil(Func<bool> done, TimeSpan within, string what)
    {
        var deadline = Now + within;
        while (!done())
        {
            if (_programs.Find(program => program.IsFaulted) is { } failed) throw failed.Exception!;
            if (Now > deadline) throw new TimeoutException($"Not within {within}: {what}");
            if (!_scheduler.Step()) throw new TimeoutException($"Never: {what}");
        }
    }
}
