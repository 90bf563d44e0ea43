namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>The event, with what its listeners count down.</summary>
public sealed class QueuedPlaced(OrderPlaced placed)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = 3;

    /// <summary>The event.</summary>
    public OrderPlaced Placed => placed;

    /// <summary>Ends when all three have handled it.</summary>
    public Task Done => _done.Task;

    /// <summary>Counts one listener down.</summary>
    public void Signal()
    {
        if (Interlocked.Decrement(ref _left) == 0) _done.SetResult();
    }
}
