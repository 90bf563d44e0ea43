namespace ActorBus.InMemory;

/// <summary>A request that is executed on the broker's executor and answered on the executor of the caller.</summary>
internal sealed class RequestWork<T>(
    Func<T> ask, SerialExecutor? answerOn, TaskCreationOptions continuations, CancellationToken cancellationToken)
    : TaskCompletionSource<T>(continuations), IWork
{
    private bool _asked;
    private T? _answer;
    private Exception? _error;

    public void Run()
    {
        if (!_asked)
        {
            Ask();
            _asked = true;
            if (answerOn is not null)
            {
                answerOn.Post(this);
                return;
            }
        }

        if (_error is OperationCanceledException) TrySetCanceled(cancellationToken);
        else if (_error is not null) TrySetException(_error);
        else TrySetResult(_answer!);
    }

    private void Ask()
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _answer = ask();
        }
        catch (Exception error)
        {
            _error = error;
        }
    }
}
