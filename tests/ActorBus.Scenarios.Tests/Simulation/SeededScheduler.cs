using ActorBus.Testing;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>Runs everything of a simulated world on one thread, in an order that the seed decides.</summary>
internal sealed class SeededScheduler(Random chance, ManualTimeProvider time)
{
    private const int StepsPerEarlyTimer = 50;
    private readonly List<IThreadPoolWorkItem> _ready = [];

    /// <summary>How many steps were made.</summary>
    public int Steps { get; private set; }

    public void Schedule(IThreadPoolWorkItem work) => _ready.Add(work);

    /// <summary>Does one thing that is ready; or lets time pass: when nothing is, and sometimes before that.</summary>
    /// <returns>False when nothing will ever happen again.</returns>
    public bool Step()
    {
        Steps++;
        if (_ready.Count == 0 || chance.Next(StepsPerEarlyTimer) == 0)
        {
            if (time.AdvanceToNextTimer()) return true;
            if (_ready.Count == 0) return false;
        }

        var index = chance.Next(_ready.Count);
        var work = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        work.Execute();
        return true;
    }
}
