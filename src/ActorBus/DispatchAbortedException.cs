namespace ActorBus;

/// <summary>The exception that is thrown when the actor that held a dispatch failed, stopped or no longer existed; the bus has replaced it.</summary>
/// <remarks>Whether the handler had any effect is unknown; dispatch again only if the message may be handled twice.</remarks>
public sealed class DispatchAbortedException(string message, Exception? innerException = null)
    : ActorBusException(message, innerException);
