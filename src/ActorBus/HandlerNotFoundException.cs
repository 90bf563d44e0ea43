namespace ActorBus;

/// <summary>No handler was identified for a command or query: nothing is registered or routed under its name.</summary>
public sealed class HandlerNotFoundException(string message) : ActorBusException(message);
