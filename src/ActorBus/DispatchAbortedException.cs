namespace ActorBus;

/// <summary>The actor that held a dispatch failed, was stopped or was gone; the bus has replaced it.</summary>
/// <remarks>Whether the handler had any effect is not known; dispatch again if the message may be handled twice.</remarks>
public sealed class DispatchAbortedException(string message, Exception? innerException = null)
    : ActorBusException(message, innerException);
