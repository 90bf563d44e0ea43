namespace ActorBus.Benchmarks.Engine;

/// <summary>Completes when so many messages have come. Used by one receiver at a time.</summary>
internal sealed class Countdown
{
    private TaskCompletionSource _done = new();
    private int _left;

    public Task Begin(int count)
    {
        _left = count;
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _done.Task;
    }

    public void Signal()
    {
        if (--_left == 0)
            _done.SetResult();
    }
}
