namespace ActorBus.Handlers;

/// <summary>A routee tells its supervisor that the handler failed; the caller has got the cause already.</summary>
internal sealed class HandlerFailedException(string handler, Exception cause)
    : ActorBusException($"Handler '{handler}' failed: {cause.Message}", cause);
