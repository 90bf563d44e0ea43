namespace ActorBus.Actors.Routing;

/// <summary>Chooses an idle routee, or else the one with the fewest messages waiting.</summary>
/// <remarks>Where several are equal the choice goes round, so that a burst is spread. What is not an actor of this process comes last.</remarks>
public sealed class SmallestMailboxRoutingLogic : RoutingLogic
{
    private int _next;

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        if (routees.Length == 0)
            return Routee.NoRoutee;
        var start = (uint)Interlocked.Increment(ref _next);
        Routee? best = null;
        var fewest = int.MaxValue;
        for (var i = 0u; i < routees.Length; i++)
        {
            var routee = routees[(start + i) % (uint)routees.Length];
            var load = Load(routee);
            if (load == 0)
                return routee;
            if (best is null || load < fewest)
                (best, fewest) = (routee, load);
        }

        return best!;
    }

    private static int Load(Routee routee)
    {
        if (routee is not ActorRefRoutee { Actor: CellRef { IsTerminated: false } actor })
            return int.MaxValue;
        var mailbox = actor.Cell.Mailbox;
        return mailbox.Count + (mailbox.IsBusy ? 1 : 0);
    }
}
