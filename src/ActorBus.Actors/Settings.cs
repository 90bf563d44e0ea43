using ActorBus.Actors.Setup;

namespace ActorBus.Actors;

/// <summary>The configuration of an actor system and what the engine reads from it.</summary>
public class Settings
{
    internal Settings(LocalActorSystem system, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue ? bootstrap.Value.Config.GetOrElse(Config.Empty) : Config.Empty;
        Config = config.WithFallback(ReferenceConfig.Value);
        LogLevel = Config.GetString("akka.loglevel", "INFO");
        LoggingLevel = Logging.LogLevelFor(LogLevel);
        Loggers = Config.GetStringList("akka.loggers", []);
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan);
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy", typeof(DefaultSupervisorStrategy).FullName!);
        LogDeadLetters = Amount("akka.log-dead-letters", 10);
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown", false);
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration", TimeSpan.FromMinutes(5));
        DefaultVirtualNodesFactor = Config.GetInt("akka.actor.deployment.default.virtual-nodes-factor", 10);
        Deployment = new Deployment(Config);
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled", false);
    }

    /// <summary>The system configured.</summary>
    public ActorSystem System { get; }

    /// <summary>The whole configuration, the reference included.</summary>
    public Config Config { get; }

    /// <summary>The settings given in code.</summary>
    public ActorSystemSetup Setup { get; }

    /// <summary>The level from which on log entries are made.</summary>
    public string LogLevel { get; }

    /// <summary>The type names of the loggers.</summary>
    public IList<string> Loggers { get; }

    /// <summary>How long an Ask waits that was given no limit.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>The type name of the user guardian's strategy.</summary>
    public string SupervisorStrategyClass { get; }

    /// <summary>How many dead letters are logged before a pause; 0 for none.</summary>
    public int LogDeadLetters { get; }

    /// <summary>True when dead letters are logged while the system terminates.</summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>How long no dead letter is logged after the first ones.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary>How many places on the ring a routee of a consistent hashing router has.</summary>
    public int DefaultVirtualNodesFactor { get; }

    /// <summary>True when unhandled messages are logged at debug level.</summary>
    public bool DebugUnhandledMessage { get; }

    internal LogLevel LoggingLevel { get; }

    internal Deployment Deployment { get; }

    private int Amount(string path, int fallback) => Config.GetString(path, null)?.ToLowerInvariant() switch
    {
        null => fallback,
        "on" or "true" => int.MaxValue,
        "off" or "false" => 0,
        _ => Config.GetInt(path, fallback),
    };
}
