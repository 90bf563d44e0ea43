namespace ActorBus.Handlers;

/// <summary>A routee tells its supervisor that the handler failed.</summary>
internal sealed class HandlerFailedException(HandlerFailure failure)
    : ActorBusException($"Handler '{failure.Flow.HandlerName}' failed: {failure.Cause.Message}", failure.Cause)
{
    public HandlerFailure Failure => failure;
}
