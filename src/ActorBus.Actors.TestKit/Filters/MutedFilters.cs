using System.Collections.Concurrent;

namespace ActorBus.Actors.TestKit.Filters;

/// <summary>What the test event listener of a system must not write.</summary>
/// <remarks>A muting ends behind the entries that were logged before its end: the listener is told on the way they take.</remarks>
internal sealed class MutedFilters(ActorSystem system) : IExtension
{
    private readonly ConcurrentDictionary<LogFilter, int> _filters = new();
    private int _listeners;

    public static MutedFilters For(ActorSystem system) => system.WithExtension<MutedFilters, MutedFiltersExtension>();

    public bool Cover(LogEvent entry) => _filters.Any(filter => filter.Value > 0 && filter.Key.Fits(entry));

    /// <summary>A listener looks for <see cref="EndOfMuting"/> from now on.</summary>
    public void AddListener(IActorRef listener)
    {
        system.EventStream.Subscribe(listener, typeof(EndOfMuting));
        Interlocked.Increment(ref _listeners);
    }

    public void Begin(IReadOnlyList<LogFilter> filters)
    {
        foreach (var filter in filters)
            _filters.AddOrUpdate(filter, 1, static (_, count) => count + 1);
    }

    public void EndSoon(IReadOnlyList<LogFilter> filters)
    {
        if (Volatile.Read(ref _listeners) == 0 || system.WhenTerminated.IsCompleted)
            End(filters);
        else
            system.EventStream.Publish(new EndOfMuting(filters));
    }

    public void End(IReadOnlyList<LogFilter> filters)
    {
        foreach (var filter in filters)
        {
            if (_filters.AddOrUpdate(filter, 0, static (_, count) => count - 1) <= 0)
                _filters.TryRemove(new KeyValuePair<LogFilter, int>(filter, 0));
        }
    }

    /// <summary>Comes to a listener behind the entries that were to be muted.</summary>
    internal sealed record EndOfMuting(IReadOnlyList<LogFilter> Filters);
}
