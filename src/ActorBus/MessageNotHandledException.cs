namespace ActorBus;

/// <summary>The exception that is thrown when a handler was found for a command or query but was not invoked.</summary>
public sealed class MessageNotHandledException(string message) : ActorBusException(message);
