using Microsoft.Extensions.Logging;
using MicrosoftLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.Actors.Hosting.Logging;

/// <summary>Passes the log entries of an actor system on to an <see cref="ILoggerFactory"/>.</summary>
/// <remarks>
/// A child of the system guardian, created for its entry in <c>akka.loggers</c>; the system needs a
/// <see cref="LoggerFactorySetup"/>. The category is <see cref="ActorSystem"/>; source, template and values of an entry are the
/// state of the log call, so that structured sinks see them. Keeps no state that a restart would lose.
/// </remarks>
public class LoggerFactoryLogger : ActorBase
{
    private readonly ILogger _logger;

    /// <summary>Takes the factory from the setup of the system.</summary>
    /// <exception cref="ConfigurationException">The system has no <see cref="LoggerFactorySetup"/>.</exception>
    public LoggerFactoryLogger()
    {
        var setup = Context.System.Settings.Setup.Get<LoggerFactorySetup>();
        if (!setup.HasValue)
        {
            throw new ConfigurationException(
                $"'akka.loggers' of the actor system '{Context.System.Name}' names {nameof(LoggerFactoryLogger)}, but the system has no logger " +
                $"factory. Create it with a setup that contains new {nameof(LoggerFactorySetup)}(loggerFactory).");
        }

        _logger = setup.Value.LoggerFactory.CreateLogger<ActorSystem>();
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case LogEvent entry:
                Log(entry, Self.Path);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes one entry.</summary>
    /// <param name="log">The entry.</param>
    /// <param name="path">The path of this logger.</param>
    protected virtual void Log(LogEvent log, ActorPath path)
    {
        ArgumentNullException.ThrowIfNull(log);
        _logger.Log(LevelOf(log.LogLevel()), default, LogEventState.Of(log), log.Cause, static (state, _) => state.ToString());
    }

    private static MicrosoftLevel LevelOf(Event.LogLevel level) => level switch
    {
        Event.LogLevel.DebugLevel => MicrosoftLevel.Debug,
        Event.LogLevel.InfoLevel => MicrosoftLevel.Information,
        Event.LogLevel.WarningLevel => MicrosoftLevel.Warning,
        _ => MicrosoftLevel.Error,
    };
}
