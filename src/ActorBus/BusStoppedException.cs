namespace ActorBus;

/// <summary>The exception that is thrown when a message is dispatched on, or still held by, a bus that is stopping.</summary>
public sealed class BusStoppedException(string message) : ActorBusException(message);
