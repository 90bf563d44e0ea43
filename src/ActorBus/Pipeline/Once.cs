namespace ActorBus.Pipeline;

/// <summary>Runs something once, whoever asks for it first; everybody gets the same task.</summary>
/// <remarks>Thread-safe. It does not run as a part of the flow of whoever asked.</remarks>
internal sealed class Once
{
    private Task? _task;

    /// <summary>True once somebody has asked.</summary>
    public bool HasBegun => Volatile.Read(ref _task) is not null;

    /// <summary>Runs it, or returns the task of the first call.</summary>
    public Task RunAsync(Func<Task> run)
    {
        if (Volatile.Read(ref _task) is { } known) return known;
        var mine = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        var unwrapped = mine.Task.Unwrap();
        if (Interlocked.CompareExchange(ref _task, unwrapped, null) is { } first) return first;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow()) mine.SetResult(BeginAsync(run));
        return unwrapped;
    }

    // What throws before its first await fails the task too.
    private static async Task BeginAsync(Func<Task> run) => await run().ConfigureAwait(false);
}
