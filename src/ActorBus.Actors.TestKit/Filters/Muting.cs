namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Keeps entries from being written until disposed.</summary>
internal sealed class Muting : IUnmutableFilter
{
    private readonly MutedFilters _muted;
    private readonly IReadOnlyList<LogFilter> _filters;

    public Muting(ActorSystem system, IReadOnlyList<LogFilter> filters)
    {
        _muted = MutedFilters.For(system);
        _filters = filters;
        foreach (var filter in filters)
            _muted.Add(filter);
    }

    public void Unmute()
    {
        foreach (var filter in _filters)
            _muted.Remove(filter);
    }

    public void Dispose() => Unmute();
}
