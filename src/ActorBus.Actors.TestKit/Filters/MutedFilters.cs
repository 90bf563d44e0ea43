using System.Collections.Concurrent;

namespace ActorBus.Actors.TestKit.Filters;

/// <summary>What the test event listener of a system must not write.</summary>
internal sealed class MutedFilters : IExtension
{
    private readonly ConcurrentDictionary<LogFilter, byte> _filters = new();

    public static MutedFilters For(ActorSystem system) => system.WithExtension<MutedFilters, MutedFiltersExtension>();

    public bool Cover(LogEvent entry) => _filters.Keys.Any(filter => filter.Fits(entry));

    public void Add(LogFilter filter) => _filters.TryAdd(filter, 0);

    public void Remove(LogFilter filter) => _filters.TryRemove(filter, out _);
}
