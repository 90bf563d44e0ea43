namespace ActorBus.Pipeline;

/// <summary>Runs an operation once; all callers receive the same task.</summary>
/// <remarks>Thread-safe. The operation does not run in the message flow of the first caller.</remarks>
internal sealed class Once
{
    private Task? _task;

    /// <summary>Whether the operation was started.</summary>
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
