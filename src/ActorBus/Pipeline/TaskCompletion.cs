namespace ActorBus.Pipeline;

/// <summary>Completes a task with the outcome of a dispatch. Continuations do not run on the completing thread.</summary>
internal sealed class TaskCompletion<TResult>() : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously), IDispatchCompletion
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
