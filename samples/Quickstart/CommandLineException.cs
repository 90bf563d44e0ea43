using ActorBus;

namespace Quickstart;

/// <summary>The command line cannot be carried out.</summary>
internal sealed class CommandLineException(string message, Exception? innerException = null) : ActorBusException(message, innerException);
