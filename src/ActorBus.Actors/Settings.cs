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
        Config = ReferenceEquals(config, ReferenceConfig.Value) ? config : config.WithFallback(ReferenceConfig.Value);
        CheckShutdown();
        LogLevel = Config.GetString("akka.loglevel", "INFO");
        LoggingLevel = Logging.LogLevelFor(LogLevel);
        LogFormatter = Formatter(Config);
        Loggers = Config.GetStringList("akka.loggers", []);
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan);
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy", typeof(DefaultSupervisorStrategy).FullName!);
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start", false);
        LogDeadLetters = Amount("akka.log-dead-letters", 10);
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown", false);
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration", TimeSpan.FromMinutes(5));
        DefaultVirtualNodesFactor = Config.GetInt("akka.actor.deployment.default.virtual-nodes-factor", 10);
        Deployment = new Deployment(Config);
        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive", false);
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive", false);
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle", false);
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream", false);
        DebugTimerScheduler = Config.GetBoolean("akka.actor.debug.log-timers", false);
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

    /// <summary>Turns the templates and values of log entries into text.</summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary>The type names of the loggers.</summary>
    public IList<string> Loggers { get; }

    /// <summary>How long an Ask waits that was given no limit.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>The type name of the user guardian's strategy.</summary>
    public string SupervisorStrategyClass { get; }

    /// <summary>True when the whole configuration is logged once the system has started.</summary>
    public bool LogConfigOnStart { get; }

    /// <summary>How many dead letters are logged before a pause; 0 for none.</summary>
    public int LogDeadLetters { get; }

    /// <summary>True when dead letters are logged while the system terminates.</summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>How long no dead letter is logged after the first ones.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary>How many places on the ring a routee of a consistent hashing router has.</summary>
    public int DefaultVirtualNodesFactor { get; }

    /// <summary>True when what an actor marked with <see cref="ILogReceive"/> receives is logged at debug level.</summary>
    public bool AddLoggingReceive { get; }

    /// <summary>True when messages that the engine handles for an actor, such as PoisonPill, are logged at debug level.</summary>
    public bool DebugAutoReceive { get; }

    /// <summary>True when start, restart, stop, supervision and watching are logged at debug level.</summary>
    public bool DebugLifecycle { get; }

    /// <summary>True when subscriptions to the event stream are logged at debug level.</summary>
    public bool DebugEventStream { get; }

    /// <summary>True when starting and cancelling of an actor's timers are logged at debug level.</summary>
    public bool DebugTimerScheduler { get; }

    /// <summary>True when unhandled messages are logged at debug level.</summary>
    public bool DebugUnhandledMessage { get; }

    internal LogLevel LoggingLevel { get; }

    internal Deployment Deployment { get; }

    /// <summary>The whole configuration as HOCON.</summary>
    /// <returns>Text that can be parsed again.</returns>
    public override string ToString() => Config.Root.ToString();

    private static ILogMessageFormatter Formatter(Config config)
    {
        const string Setting = "akka.logger-formatter";
        var name = config.GetString(Setting) ?? "";
        return name.Length == 0 || TypeNames.Find(name, Setting) == typeof(DefaultLogMessageFormatter)
            ? DefaultLogMessageFormatter.Instance
            : TypeNames.New<ILogMessageFormatter>(name, Setting);
    }

    private void CheckShutdown()
    {
        const string Section = "akka.coordinated-shutdown";
        if (!Config.GetBoolean(Section + ".terminate-actor-system", true) && Config.GetBoolean(Section + ".run-by-actor-system-terminate", true))
        {
            throw new ConfigurationException(
                $"'{Section}.terminate-actor-system' is off and 'run-by-actor-system-terminate' is on, so Terminate would not terminate; turn the second off too.");
        }
    }

    private int Amount(string path, int fallback) => Config.GetString(path, null)?.ToLowerInvariant() switch
    {
        null => fallback,
        "on" or "true" => int.MaxValue,
        "off" or "false" => 0,
        _ => Config.GetInt(path, fallback),
    };
}
