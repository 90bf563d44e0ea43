namespace ActorBus.Actors.Tests;

/// <summary>Counts steps up to a number. However slow the machine is, the wait goes on as long as steps are made.</summary>
public sealed class Progress(long expected)
{
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count;

    public void Step()
    {
        if (Interlocked.Increment(ref _count) >= expected)
            _done.TrySetResult();
    }

    public void Fail(string reason) => _done.TrySetException(new InvalidOperationException(reason));

    /// <summary>Waits for the last step; fails when none was made for a long time, or one too many.</summary>
    public async Task Done()
    {
        for (var before = -1L; before != Volatile.Read(ref _count);)
        {
            before = Volatile.Read(ref _count);
            if (await Task.WhenAny(_done.Task, Task.Delay(Standstill)) == _done.Task)
                break;
        }

        Assert.True(_done.Task.IsCompleted, $"Only {Volatile.Read(ref _count)} of {expected} came, and no more for {Standstill}.");
        await _done.Task;
        Assert.Equal(expected, Volatile.Read(ref _count));
    }
}
