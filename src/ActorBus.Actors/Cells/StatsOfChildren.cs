using System.Collections;

namespace ActorBus.Actors.Cells;

/// <summary>The restarts of all children, collected only when a strategy looks at them: most look at the failed child alone.</summary>
internal sealed class StatsOfChildren(Children children) : IReadOnlyCollection<ChildRestartStats>
{
    private ChildRestartStats[]? _stats;

    public int Count => Stats.Length;

    private ChildRestartStats[] Stats => _stats ??= children.AllStats();

    public IEnumerator<ChildRestartStats> GetEnumerator() => Stats.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
