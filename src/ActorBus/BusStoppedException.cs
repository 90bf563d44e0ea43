namespace ActorBus;

/// <summary>A message was dispatched on, or still held by, a bus that is stopping.</summary>
public sealed class BusStoppedException(string message) : ActorBusException(message);
