namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Makes the test actor the sender of what the test tells without naming one.</summary>
/// <remarks>A test may end on another thread than it began on; once it has ended, no thread speaks for its actor any more.</remarks>
internal sealed class ImplicitSender
{
    private readonly WeakReference<ActorCell> _actor;

    private ImplicitSender(ActorCell cell) => _actor = new WeakReference<ActorCell>(cell);

    /// <summary>From here on, on this thread and after each await of the test.</summary>
    public static ImplicitSender Begin(IActorRef testActor)
    {
        var sender = new ImplicitSender(((CellRef)InternalActorRefBase.Of(testActor)).Cell);
        ActorCell.SpeakFor(sender._actor);
        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(sender._actor));
        return sender;
    }

    /// <summary>Leaves the threads as other tests expect them.</summary>
    public void End()
    {
        if (_actor.TryGetTarget(out var cell) && ActorCell.Current == cell)
            ActorCell.Leave(null);
        _actor.SetTarget(null!);
        if (SynchronizationContext.Current is ActorCellKeepingSynchronizationContext)
            SynchronizationContext.SetSynchronizationContext(null);
    }
}
