using Microsoft.Extensions.Logging;

namespace ActorBus.Actors.Hosting.Logging;

/// <summary>Tells a new actor system which logger factory its <see cref="LoggerFactoryLogger"/> writes to.</summary>
/// <param name="loggerFactory">The factory; it must outlive the system.</param>
public class LoggerFactorySetup(ILoggerFactory loggerFactory) : Setup.Setup
{
    /// <summary>The factory.</summary>
    public ILoggerFactory LoggerFactory { get; } = loggerFactory ?? throw new ArgumentNullException(nameof(loggerFactory));
}
