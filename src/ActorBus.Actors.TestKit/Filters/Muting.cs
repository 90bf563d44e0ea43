namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Keeps entries from being written until disposed.</summary>
internal sealed class Muting : IUnmutableFilter
{
    private readonly MutedFilters _muted;
    private readonly IReadOnlyList<LogFilter> _filters;
    private int _ended;

    public Muting(ActorSystem system, IReadOnlyList<LogFilter> filters)
    {
        _muted = MutedFilters.For(system);
        _filters = filters;
        _muted.Begin(filters);
    }

    public void Unmute()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _muted.EndSoon(_filters);
    }

    public void Dispose() => Unmute();
}
