namespace ActorBus;

/// <summary>Represents the pending answer to a query, to be settled immediately or later by a finder that takes it as a parameter.</summary>
/// <remarks>The first settlement wins; what the finder throws or settles afterwards does not reach the caller. Thread-safe.</remarks>
public sealed class QueryDeferred
{
    private readonly TaskCompletionSource<object?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the answer has been settled.</summary>
    public bool IsSettled => _answer.Task.IsCompleted;

    internal Task<object?> Answer => _answer.Task;

    /// <summary>Answers the query; returns false when it was already settled.</summary>
    public bool Resolve(object? answer) => _answer.TrySetResult(answer);

    /// <summary>Fails the query; returns false when it was already settled.</summary>
    public bool Reject(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return _answer.TrySetException(error);
    }
}
