namespace ActorBus;

/// <summary>The answer to a query, to be settled now or later by a finder that takes it as a parameter.</summary>
/// <remarks>The first settlement counts; what the finder throws or settles afterwards does not reach the caller. May be used from any thread.</remarks>
public sealed class QueryDeferred
{
    private readonly TaskCompletionSource<object?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once it is settled.</summary>
    public bool IsSettled => _answer.Task.IsCompleted;

    internal Task<object?> Answer => _answer.Task;

    /// <summary>Answers the query; false when it was settled before.</summary>
    public bool Resolve(object? answer) => _answer.TrySetResult(answer);

    /// <summary>Fails the query; false when it was settled before.</summary>
    public bool Reject(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return _answer.TrySetException(error);
    }
}
