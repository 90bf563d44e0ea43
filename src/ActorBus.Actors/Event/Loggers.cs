namespace ActorBus.Actors.Event;

/// <summary>Starts the configured loggers and the listener for dead letters.</summary>
internal static class Loggers
{
    private static readonly LogLevel[] Levels = [LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel];

    public static void Start(LocalActorSystem system)
    {
        var number = 1;
        foreach (var name in system.Settings.Loggers)
        {
            var type = TypeNames.Find(name, "akka.loggers");
            var logger = system.SystemActorOf(Props.Create(type), $"log{number++}-{type.Name}");
            foreach (var level in Levels)
            {
                if (level >= system.Settings.LoggingLevel)
                    system.EventStream.Subscribe(logger, level.ClassFor());
            }

            logger.Tell(new InitializeLogger(system.EventStream), system.IgnoreRef);
        }

        if (system.Settings.DebugUnhandledMessage)
            system.EventStream.Subscribe(system.SystemActorOf<UnhandledMessageForwarder>("UnhandledMessageForwarder"), typeof(UnhandledMessage));
        if (system.Settings.LogDeadLetters > 0)
            Listen(system);
    }

    /// <summary>Subscribes the listener at once: what is lost right after the start is heard as well.</summary>
    private static void Listen(LocalActorSystem system)
    {
        var listener = system.SystemActorOf<DeadLetterListener>("deadLetterListener");
        foreach (var channel in DeadLetterListener.Channels)
            system.EventStream.Subscribe(listener, channel);
    }
}
