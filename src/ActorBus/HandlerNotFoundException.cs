namespace ActorBus;

/// <summary>The exception that is thrown when no handler is registered, or routed to, under the name of a command or query.</summary>
public sealed class HandlerNotFoundException(string message) : ActorBusException(message);
