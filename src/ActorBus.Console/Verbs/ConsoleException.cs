namespace ActorBus.Hosting.Verbs;

/// <summary>The exception that is thrown when a command line cannot be executed.</summary>
internal sealed class ConsoleException(string message) : ActorBusException(message);
