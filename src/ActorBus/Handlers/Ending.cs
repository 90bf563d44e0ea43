using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>Tells the end of one actor from that of all above it.</summary>
internal static class Ending
{
    /// <summary>Returns whether an actor stops because one of its parents does: the bus, or the whole actor system.</summary>
    public static bool ComesFromAbove(IActorContext context)
    {
        for (var above = context.Parent as ActorRefWithCell; above?.Underlying is ActorCell cell; above = cell.Parent as ActorRefWithCell)
        {
            if (cell.ChildrenContainer.IsTerminating) return true;
        }

        return false;
    }
}
