using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Dispatch;

/// <summary>Makes dispatchers from their configuration.</summary>
internal static class DispatcherFactory
{
    /// <summary>Gives the dispatcher of a section each time it is looked up.</summary>
    public static Func<MessageDispatcher> Create(IDispatcherPrerequisites prerequisites, string id)
    {
        var config = prerequisites.Settings.Config;
        if (!config.HasPath(id))
        {
            throw new ConfigurationException(
                $"The dispatcher '{id}' is not configured; add a section '{id} {{ type = Dispatcher }}' or use '{Dispatchers.DefaultDispatcherId}'.");
        }

        var type = config.GetString(id + ".type", "Dispatcher");
        return type.Contains('.') ? Named(type, prerequisites, id) : Known(OfType(type, config, id), config, id);
    }

    private static Func<MessageDispatcher> Known(MessageDispatcher dispatcher, Config config, string id)
    {
        var deadline = config.GetTimeSpan(id + ".throughput-deadline-time", TimeSpan.Zero);
        if (deadline > TimeSpan.Zero)
            dispatcher.ThroughputDeadlineTime = deadline.Ticks;
        return dispatcher.ForLookup;
    }

    private static MessageDispatcher OfType(string type, Config config, string id)
    {
        var throughput = config.GetInt(id + ".throughput", MessageDispatcher.DefaultThroughput);
        var executor = config.GetString(id + ".executor", "default-executor");
        return (type, executor) switch
        {
            ("PinnedDispatcher", _) => new PinnedDispatcher(id, throughput),
            ("SynchronizedDispatcher", _) or (_, "current-context-executor") => new CurrentSynchronizationContextDispatcher(id, throughput),
            ("ForkJoinDispatcher", _) => new ForkJoinDispatcher(id, throughput, config.GetInt(id + ".dedicated-thread-pool.thread-count", Environment.ProcessorCount), Idle(config, id)),
            ("Dispatcher", "fork-join-executor") => new ForkJoinDispatcher(id, throughput, Parallelism(config, id + ".fork-join-executor"), Idle(config, id)),
            ("Dispatcher" or "TaskDispatcher", _) => new Dispatcher(id, throughput),
            _ => throw new ConfigurationException(
                $"'{id}.type' is '{type}'; it can be Dispatcher, TaskDispatcher, PinnedDispatcher, ForkJoinDispatcher, SynchronizedDispatcher or 'Namespace.Type, Assembly' of a MessageDispatcherConfigurator."),
        };
    }

    private static Func<MessageDispatcher> Named(string type, IDispatcherPrerequisites prerequisites, string id)
    {
        var config = prerequisites.Settings.Config;
        if (TypeNames.Find(type, id + ".type").IsAssignableTo(typeof(MessageDispatcher)))
            return Known(TypeNames.New<MessageDispatcher>(type, id + ".type"), config, id);
        var section = ConfigurationFactory.ParseString($"id = {TextForm.Quote(id)}")
            .WithFallback(config.GetConfig(id))
            .WithFallback(config.GetConfig(Dispatchers.DefaultDispatcherId));
        return TypeNames.New<MessageDispatcherConfigurator>(type, id + ".type", section, prerequisites).Dispatcher;
    }

    private static TimeSpan Idle(Config config, string id) => config.GetTimeSpan(id + ".shutdown-timeout", TimeSpan.FromSeconds(1));

    private static int Parallelism(Config config, string section) => Math.Clamp(
        (int)Math.Ceiling(Environment.ProcessorCount * config.GetDouble(section + ".parallelism-factor", 1)),
        config.GetInt(section + ".parallelism-min", 1),
        Math.Max(config.GetInt(section + ".parallelism-max", 64), config.GetInt(section + ".parallelism-min", 1)));
}
