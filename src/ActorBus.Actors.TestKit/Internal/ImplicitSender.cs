namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Makes the test actor the sender of what the test tells without naming one.</summary>
internal static class ImplicitSender
{
    /// <summary>From here on, on this thread and after each await of the test.</summary>
    public static void Begin(IActorRef testActor)
    {
        var cell = ((CellRef)InternalActorRefBase.Of(testActor)).Cell;
        cell.Enter();
        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(cell));
    }

    /// <summary>Leaves the thread as other tests expect it.</summary>
    public static void End()
    {
        ActorCell.Leave(null);
        if (SynchronizationContext.Current is ActorCellKeepingSynchronizationContext)
            SynchronizationContext.SetSynchronizationContext(null);
    }
}
