using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>Finds dispatches that no dead letter tells of: told to the actor of a phase at the very moment at which it ended.</summary>
/// <remarks>
/// An engine may lose what is put into a mailbox while that is being closed; Akka.NET does. Looked for at every sweep of deadlines once an
/// actor was replaced at all. It acts only on what was there at the sweep before: until then its dead letter may be on the way.
/// </remarks>
internal sealed class LostSearch
{
    private HashSet<DispatchContext> _suspects = [];

    /// <summary>The dispatches that are in the mailbox of an actor that has a successor, as at the search before, and that actor.</summary>
    public IReadOnlyList<(DispatchContext Dispatch, IActorRef Actor)> Find(IEnumerable<DispatchContext> inFlight)
    {
        List<(DispatchContext Dispatch, IActorRef Actor)> found = [];
        foreach (var dispatch in inFlight)
        {
            if (dispatch.ToldTo is { } actor && !dispatch.Owner.HasPhase(actor)) found.Add((dispatch, actor));
        }

        var again = found.Where(one => _suspects.Contains(one.Dispatch)).ToArray();
        _suspects = [.. found.Select(one => one.Dispatch)];
        return again;
    }
}
