namespace ActorBus.Actors.Cells;

/// <summary>Numbers the incarnations of actors, never 0.</summary>
internal static class Incarnation
{
    private static int s_last = Random.Shared.Next();

    public static long Next()
    {
        uint next;
        do
            next = (uint)Interlocked.Increment(ref s_last);
        while (next == 0);
        return next;
    }
}
