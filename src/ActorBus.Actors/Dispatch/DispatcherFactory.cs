namespace ActorBus.Actors.Dispatch;

/// <summary>Makes dispatchers from their configuration.</summary>
internal static class DispatcherFactory
{
    public static MessageDispatcher Create(Config config, string id)
    {
        if (!config.HasPath(id))
        {
            throw new ConfigurationException(
                $"The dispatcher '{id}' is not configured; add a section '{id} {{ type = Dispatcher }}' or use '{Dispatchers.DefaultDispatcherId}'.");
        }

        var dispatcher = OfType(config, id, config.GetInt(id + ".throughput", MessageDispatcher.DefaultThroughput));
        var deadline = config.GetTimeSpan(id + ".throughput-deadline-time", TimeSpan.Zero);
        if (deadline > TimeSpan.Zero)
            dispatcher.ThroughputDeadlineTime = deadline.Ticks;
        return dispatcher;
    }

    private static MessageDispatcher OfType(Config config, string id, int throughput)
    {
        var type = config.GetString(id + ".type", "Dispatcher");
        var executor = config.GetString(id + ".executor", "default-executor");
        return (type, executor) switch
        {
            ("PinnedDispatcher", _) => new PinnedDispatcher(id, throughput),
            ("SynchronizedDispatcher", _) or (_, "current-context-executor") => new CurrentSynchronizationContextDispatcher(id, throughput),
            ("ForkJoinDispatcher", _) => new ForkJoinDispatcher(id, throughput, config.GetInt(id + ".dedicated-thread-pool.thread-count", Environment.ProcessorCount), Idle(config, id)),
            ("Dispatcher", "fork-join-executor") => new ForkJoinDispatcher(id, throughput, Parallelism(config, id + ".fork-join-executor"), Idle(config, id)),
            ("Dispatcher" or "TaskDispatcher", _) => new Dispatcher(id, throughput),
            _ when type.Contains('.') => TypeNames.New<MessageDispatcher>(type, id + ".type"),
            _ => throw new ConfigurationException(
                $"'{id}.type' is '{type}'; it can be Dispatcher, TaskDispatcher, PinnedDispatcher, ForkJoinDispatcher or SynchronizedDispatcher."),
        };
    }

    private static TimeSpan Idle(Config config, string id) => config.GetTimeSpan(id + ".shutdown-timeout", TimeSpan.FromSeconds(1));

    private static int Parallelism(Config config, string section) => Math.Clamp(
        (int)Math.Ceiling(Environment.ProcessorCount * config.GetDouble(section + ".parallelism-factor", 1)),
        config.GetInt(section + ".parallelism-min", 1),
        Math.Max(config.GetInt(section + ".parallelism-max", 64), config.GetInt(section + ".parallelism-min", 1)));
}
