namespace ActorBus.Hosting.Verbs;

/// <summary>Thrown when a command line cannot be carried out.</summary>
internal sealed class ConsoleException(string message) : ActorBusException(message);
