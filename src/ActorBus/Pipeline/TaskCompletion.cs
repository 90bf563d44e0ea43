namespace ActorBus.Pipeline;

/// <summary>A task waits for the dispatch; the caller's code never runs on the thread that completes it, unless it says that it may.</summary>
internal sealed class TaskCompletion<TResult>(TaskCreationOptions options = TaskCreationOptions.RunContinuationsAsynchronously)
    : TaskCompletionSource<TResult>(options), IDispatchCompletion
{
    public void Succeed(DispatchContext dispatch)
    {
        var result = dispatch.Result;
        if (result is TResult fitting) TrySetResult(fitting);
        else if (result is null && (default(TResult) is null || !dispatch.IsHandled)) TrySetResult(default!);
        else TrySetException(Errors.WrongResult(dispatch, result, typeof(TResult)));
    }

    public void Fail(DispatchContext dispatch, Exception error)
    {
        if (error is OperationCanceledException cancelled && cancelled.CancellationToken == dispatch.CallerToken)
            TrySetCanceled(cancelled.CancellationToken);
        else
            TrySetException(error);
    }
}
