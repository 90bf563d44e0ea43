namespace ActorBus.Handlers;

/// <summary>A query handler had settled its answer and threw afterwards.</summary>
internal sealed class AnsweredThenFailedException(object? answer, Exception cause)
    : ActorBusException("The query was answered, then its handler failed; the answer stands.", cause)
{
    public object? Answer { get; } = answer;
}
