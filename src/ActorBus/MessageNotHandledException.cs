namespace ActorBus;

/// <summary>A handler was identified for a command or query, but nothing invoked it.</summary>
public sealed class MessageNotHandledException(string message) : ActorBusException(message);
