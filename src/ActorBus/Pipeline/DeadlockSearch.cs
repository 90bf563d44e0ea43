using ActorBus.Handlers;

namespace ActorBus.Pipeline;

/// <summary>
/// Finds handlers whose routees all wait for each other: <c>a</c>, with a limit, awaits <c>b</c>, while <c>b</c>, with a limit, awaits <c>a</c>.
/// </summary>
/// <remarks>
/// Looked for at every sweep of deadlines, over what is in flight, so that a dispatch pays nothing for it. What the search reads changes under its
/// eyes; so it acts only on what stood still between two sweeps, and it acts in a way that does no harm where it was mistaken: the run that
/// waits gets a routee of its own, as one that a handler awaits from itself.
/// </remarks>
internal sealed class DeadlockSearch
{
    private HashSet<MessageFlow> _suspects = [];

    /// <summary>The runs, one per handler, that wait for themselves in a circle and did so at the search before.</summary>
    public IReadOnlyList<MessageFlow> Find(IEnumerable<DispatchContext> inFlight)
    {
        var runs = inFlight.SelectMany(dispatch => dispatch.Runs).Where(run => run is { Pool: not null, IsRunning: true }).ToArray();
        MessageFlow[] waiting = [.. runs.Where(run => run is { HasBegun: false, Line: not null } && run.Dispatch.Parent is not null)];
        if (waiting.Length == 0)
        {
            _suspects = [];
            return [];
        }

        var occupants = runs.Where(run => run is { HasBegun: true, Line: not null }).ToLookup(run => run.Line!);
        var stuck = waiting.Select(run => run.Line!).ToHashSet();
        while (stuck.RemoveWhere(line => !IsStuck(line, occupants[line], waiting, stuck)) > 0)
        {
        }

        var found = waiting.Where(run => stuck.Contains(run.Line!)).DistinctBy(run => run.Line).ToArray();
        var again = found.Where(_suspects.Contains).ToArray();
        _suspects = [.. found];
        return again;
    }

    /// <summary>True when every routee is held by a run that waits for a line which is stuck itself.</summary>
    private static bool IsStuck(
        RouteeQueue line, IEnumerable<MessageFlow> occupants, MessageFlow[] waiting, HashSet<RouteeQueue> stuck) =>
        occupants.Count(occupant => waiting.Any(run => stuck.Contains(run.Line!) && run.IsWithin(occupant))) >= line.Slots.Length;
}
