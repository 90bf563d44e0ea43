namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Runs what comes after an await in a test as the test actor again, so that it stays the implicit sender.</summary>
internal sealed class ActorCellKeepingSynchronizationContext(WeakReference<ActorCell> actor) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Run(d, state));

    public override void Send(SendOrPostCallback d, object? state) => Run(d, state);

    public override SynchronizationContext CreateCopy() => new ActorCellKeepingSynchronizationContext(actor);

    private void Run(SendOrPostCallback callback, object? state)
    {
        var outerContext = Current;
        actor.TryGetTarget(out var cell);
        var outerCell = cell?.Enter();
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(outerContext);
            if (cell is not null)
                ActorCell.Leave(outerCell);
        }
    }
}
