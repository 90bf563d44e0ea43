namespace ActorBus.Hosting.Verbs;

/// <summary>A command line cannot be carried out.</summary>
internal sealed class ConsoleException(string message) : ActorBusException(message);
